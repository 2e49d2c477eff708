import { TIME_ZONE } from '../../ui/local-time.ts';
import type { Span } from './span.ts';
import type { Split } from './view.ts';

/** Where all of a span is as a file, with every group. */
export function exportLink(workspaceId: string, span: Span, split: Split): string {
  const query = new URLSearchParams({
    workspaceId,
    format: 'csv',
    from: new Date(span.fromMs).toISOString(),
    to: new Date(span.toMs).toISOString(),
    granularity: span.steps,
    timeZone: TIME_ZONE,
    groupBy: split,
  });
  return `/v1/usage/export?${query.toString()}`;
}
