import type { KeyRecord } from '../core/key/record.ts';
import type { QuotaView } from '../core/quota.ts';
import type { Verdict } from './verify.ts';

/** The largest answer of a server that gateways should pass on (Octolane's documented 5 MB). */
export const RESPONSE_BYTES_MAX = 5_242_880;

/** Writes a verdict as the body of `POST /v1/keys/verify`. About an unknown key it says nothing but that. */
export function writeVerdict(verdict: Verdict, requestId: string) {
  return {
    valid: verdict.code === 'VALID',
    code: verdict.code,
    ...(verdict.record === undefined ? NOBODY : writeRecord(verdict.record)),
    requestId,
    leaseId: verdict.leaseId ?? null,
    rateLimit: writeRateLimit(verdict),
    quota: verdict.quota === undefined ? null : writeQuota(verdict.quota),
    maxResponseBytes: RESPONSE_BYTES_MAX,
  };
}

const NOBODY = {
  keyId: null,
  name: null,
  ownerId: null,
  workspaceId: null,
  environment: null,
  scopes: [],
  metadata: {},
  expiresAt: null,
  requiresSignature: false,
};

function writeRecord(record: KeyRecord) {
  const { id, name, ownerId, workspaceId, environment, scopes, metadata, expiresAt, requiresSignature } =
    record;
  return {
    keyId: id,
    name,
    ownerId,
    workspaceId,
    environment,
    scopes,
    metadata,
    expiresAt: expiresAt === null ? null : new Date(expiresAt).toISOString(),
    requiresSignature,
  };
}

/** Writes what is left of the limit that was applied; zeros where the key is unknown. */
export function writeRateLimit({ code, rateLimit, window }: Verdict) {
  if (rateLimit === undefined || window === undefined) {
    return { limit: 0, remaining: 0, resetSeconds: 0, retryAfterSeconds: 0 };
  }
  return {
    limit: rateLimit.limit,
    remaining: window.remaining,
    resetSeconds: Math.ceil(window.resetMs / 1_000),
    retryAfterSeconds: code === 'RATE_LIMITED' ? Math.max(1, Math.ceil(window.retryAfterMs / 1_000)) : 0,
  };
}

function writeQuota({ limit, remaining, refillMs }: QuotaView) {
  return { limit, remaining, refillSeconds: refillMs === null ? null : Math.ceil(refillMs / 1_000) };
}
