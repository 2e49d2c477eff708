import type { KeyRecord } from '../core/key/record.ts';
import { NO_SERVER } from '../core/usage/cell.ts';

/** The server of an event by its slug, NO_SERVER where it names none; undefined where the record does not open it. */
export function serverOf(record: KeyRecord, slug: string | undefined): string | undefined {
  return slug === undefined ? NO_SERVER : record.servers.get(slug)?.id;
}
