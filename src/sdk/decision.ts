import type { DecisionCode } from '../core/decision.ts';
import type { LimitView } from '../core/limit-view.ts';
import type { SignatureCheck, SigningProof } from '../core/request-signature.ts';
import {
  asNumber,
  asNumberOrNull,
  asObject,
  asText,
  asTextOrNull,
  asTexts,
  type JsonObject,
} from './read-json.ts';

/** What is asked about a key. Only `key` is needed. */
export interface VerifyRequest {
  readonly key: string;
  /** Slug of the server to be opened. */
  readonly server?: string | undefined;
  /** What is called, for analytics: `tools/call:search_deals`. */
  readonly endpoint?: string | undefined;
  readonly scopes?: readonly string[] | undefined;
  readonly environment?: string | undefined;
  /** The client's address; keys with an allow-list need it. */
  readonly ip?: string | undefined;
  readonly userAgent?: string | undefined;
  /** How much of the limit it takes; 1 where left out. */
  readonly cost?: number | undefined;
  /** What a check of the request's signature came to; leave it out where nobody checks. */
  readonly signature?: SignatureCheck | undefined;
  /** What was signed where it was not with the key: Keywatch checks it for keys with a signing secret. */
  readonly signed?: SigningProof | undefined;
}

/** The outcome of a verification. All about the key is null, or empty, where no such key is known. */
export interface Decision {
  /** Whether to let the request through: the code is VALID. */
  readonly valid: boolean;
  /** Why (docs/errors.md); a Keywatch newer than this client may have more codes. */
  readonly code: DecisionCode | (string & Record<never, never>);
  readonly keyId: string | null;
  readonly name: string | null;
  readonly ownerId: string | null;
  readonly workspaceId: string | null;
  readonly environment: string | null;
  readonly scopes: readonly string[];
  readonly metadata: JsonObject;
  /** ISO 8601; null for never. */
  readonly expiresAt: string | null;
  readonly requiresSignature: boolean;
  /** Of Keywatch's answer; null where the decision was made here. */
  readonly requestId: string | null;
  readonly leaseId: string | null;
  readonly rateLimit: LimitView;
  /** The longest answer to pass on; null: any. */
  readonly maxResponseBytes: number | null;
  /** LOCAL: from a cached record, its limit counted by this process alone. */
  readonly decidedBy: 'KEYWATCH' | 'LOCAL';
}

/** Reads an answer of `POST /v1/keys/verify`. Throws KeywatchError (UNEXPECTED_ANSWER). */
export function readDecision(body: unknown): Decision {
  const answer = asObject(body);
  const code = asText(answer['code'], 'code');
  return {
    valid: code === 'VALID' && answer['valid'] === true,
    code,
    keyId: asTextOrNull(answer['keyId'], 'keyId'),
    name: asTextOrNull(answer['name'], 'name'),
    ownerId: asTextOrNull(answer['ownerId'], 'ownerId'),
    workspaceId: asTextOrNull(answer['workspaceId'], 'workspaceId'),
    environment: asTextOrNull(answer['environment'], 'environment'),
    scopes: asTexts(answer['scopes'], 'scopes'),
    metadata: asObject(answer['metadata'], 'metadata'),
    expiresAt: asTextOrNull(answer['expiresAt'], 'expiresAt'),
    requiresSignature: answer['requiresSignature'] === true,
    requestId: asTextOrNull(answer['requestId'], 'requestId'),
    leaseId: asTextOrNull(answer['leaseId'], 'leaseId'),
    rateLimit: readLimitView(asObject(answer['rateLimit'], 'rateLimit')),
    maxResponseBytes: asNumberOrNull(answer['maxResponseBytes'], 'maxResponseBytes'),
    decidedBy: 'KEYWATCH',
  };
}

function readLimitView(fields: JsonObject): LimitView {
  const number = (name: string) => asNumber(fields[name], `rateLimit.${name}`);
  return {
    limit: number('limit'),
    windowSeconds: number('windowSeconds'),
    remaining: number('remaining'),
    resetSeconds: number('resetSeconds'),
    retryAfterSeconds: number('retryAfterSeconds'),
    burst: fields['burst'] == null ? null : readBurst(asObject(fields['burst'], 'rateLimit.burst')),
  };
}

function readBurst(fields: JsonObject): LimitView['burst'] {
  const number = (name: string) => asNumber(fields[name], `rateLimit.burst.${name}`);
  return { limit: number('limit'), remaining: number('remaining'), resetSeconds: number('resetSeconds') };
}
