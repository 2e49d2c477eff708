import type { KeyRecord } from '../core/key/record.ts';
import { type LimitView, NO_LIMIT, viewLimit } from '../core/limit-view.ts';
import type { QuotaView } from '../core/quota.ts';
import type { Verdict } from './verify.ts';

/** The largest answer of a server that gateways should pass on (Octolane's documented 5 MB). */
export const RESPONSE_BYTES_MAX = 5_242_880;

export const JSON_TYPE = 'application/json; charset=utf-8';

/** Writes a verdict as the JSON body of `POST /v1/keys/verify`. About an unknown key it says nothing but that. */
export function writeVerdict(verdict: Verdict, requestId: string): string {
  const { code, record, leaseId = null, quota } = verdict;
  const { limit, windowSeconds, remaining, resetSeconds, retryAfterSeconds, burst } = writeRateLimit(verdict);
  return (
    `{"valid":${code === 'VALID'},"code":"${code}",${record === undefined ? NOBODY : writeRecord(record)},` +
    `"requestId":"${requestId}","leaseId":${leaseId === null ? 'null' : `"${leaseId}"`},` +
    `"rateLimit":{"limit":${limit},"windowSeconds":${windowSeconds},"remaining":${remaining},` +
    `"resetSeconds":${resetSeconds},"retryAfterSeconds":${retryAfterSeconds},` +
    `"burst":${burst === null ? 'null' : JSON.stringify(burst)}},` +
    `"quota":${quota === undefined ? 'null' : JSON.stringify(writeQuota(quota))},` +
    `"maxResponseBytes":${RESPONSE_BYTES_MAX}}`
  );
}

const NOBODY = membersOf({
  keyId: null,
  name: null,
  ownerId: null,
  workspaceId: null,
  environment: null,
  scopes: [],
  metadata: {},
  expiresAt: null,
  requiresSignature: false,
});

/** What is said of records, which do not change: it is written once for each. */
const written = new WeakMap<KeyRecord, string>();

function writeRecord(record: KeyRecord): string {
  const known = written.get(record);
  if (known !== undefined) return known;
  const { id, name, ownerId, workspaceId, environment, scopes, metadata, expiresAt, requiresSignature } =
    record;
  const members = membersOf({
    keyId: id,
    name,
    ownerId,
    workspaceId,
    environment,
    scopes,
    metadata,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    requiresSignature,
  });
  written.set(record, members);
  return members;
}

/** The members of an object as JSON, without its braces. */
function membersOf(object: object): string {
  return JSON.stringify(object).slice(1, -1);
}

/** Writes what is left of the limit that was applied; zeros where the key is unknown. */
export function writeRateLimit({ code, rateLimit, window, burst }: Verdict): LimitView {
  if (rateLimit === undefined || window === undefined) return NO_LIMIT;
  return viewLimit({ rateLimit, window, burst, limited: code === 'RATE_LIMITED' });
}

function writeQuota({ limit, remaining, refillMs }: QuotaView) {
  return { limit, remaining, refillSeconds: refillMs === null ? null : Math.ceil(refillMs / 1_000) };
}
