import { createCap } from '../core/usage/cap.ts';
import { HOUR_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { cleanText } from '../core/usage/text.ts';

/** Distinct endpoints per key and hour, and distinct addresses or user agents per key and minute; then `other`. */
const ENDPOINTS_MAX = 200;
const SOURCES_MAX = 100;
/** About 10 kB a busy key and minute: few, so that many keys do not fill the memory. */
const MINUTES_REMEMBERED = 3;
const HOURS_REMEMBERED = 6;
const ENDPOINT_BYTES_MAX = 1_024;
const SOURCE_BYTES_MAX = 256;

/** Bounds what clients can make the tables hold. Shared by verifications and usage events of one process. */
export interface Caps {
  endpoint(keyId: string, atMs: number, endpoint: string): string;
  source(keyId: string, kind: 'ip' | 'ua', atMs: number, value: string | undefined): string | undefined;
}

export function createCaps(): Caps {
  const endpoints = createCap(ENDPOINTS_MAX, HOURS_REMEMBERED);
  const sources = createCap(SOURCES_MAX, MINUTES_REMEMBERED);
  return {
    endpoint: (keyId, atMs, endpoint) =>
      endpoints.admit(Math.floor(atMs / HOUR_MS), keyId, cleanText(endpoint, ENDPOINT_BYTES_MAX)),
    source: (keyId, kind, atMs, value) =>
      value === undefined
        ? undefined
        : sources.admit(Math.floor(atMs / MINUTE_MS), `${kind}:${keyId}`, cleanText(value, SOURCE_BYTES_MAX)),
  };
}
