import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';
import type { DecisionCode } from '../core/decision.ts';
import { statusOf } from '../core/decision-status.ts';
import { findCredential, hasWhitespace } from '../core/key/credential.ts';
import type { FailureCause, Failures } from './failures.ts';
import type { Verdict, Verify, VerifyRequest } from './verify.ts';

/** What is asked about the key that a request presents; a workspace of null: whatever workspace the key is of. */
export interface KeyQuestion extends Omit<VerifyRequest, 'key' | 'ip' | 'userAgent'> {
  readonly workspaceId: string | null;
}

/** A verdict on a living key, or why there is none. Of `KEY_INVALID` nobody is told the cause. */
export type KeyAnswer =
  | { readonly kind: 'verdict'; readonly verdict: Verdict }
  | { readonly kind: 'refused'; readonly code: 'KEY_INVALID' | 'KEYS_DIFFER' }
  | { readonly kind: 'throttled'; readonly retryAfterSeconds: number };

/** Asks about the key that a request presents in its headers, from the address that it comes from. */
export type AskKey = (request: FastifyRequest, question: KeyQuestion) => Promise<KeyAnswer>;

/**
 * Refusals that take a look-up go out at multiples of this after the request came: otherwise a dead key, which is counted,
 * takes measurably longer than an unknown one.
 */
const STEP_MS = 25;

/**
 * Verifies presented keys, and slows down who guesses: an address that failed too often is answered from memory alone.
 * Keys that this process knows go on to work from there; all else is refused alike, whether it is a key or not.
 */
export function createAskKey(deps: {
  verify: Verify;
  /** Tells whether the key of a secret was found before. */
  knows: (secret: string) => boolean;
  failures: Failures;
  onDecided: (code: DecisionCode) => void;
  onThrottled: () => void;
  /** Called for each key that opened nothing because the workspace that is asked about has none like it. */
  onUnknown: (workspaceId: string) => void;
  now: () => number;
}): AskKey {
  const { failures } = deps;

  const refuse = (ip: string, cause: FailureCause): KeyAnswer => {
    const waitSeconds = failures.waitSeconds({ ip });
    failures.note(cause, { ip });
    if (waitSeconds > 0) {
      deps.onThrottled();
      return { kind: 'throttled', retryAfterSeconds: waitSeconds };
    }
    return { kind: 'refused', code: cause === 'DIFFERENT' ? 'KEYS_DIFFER' : 'KEY_INVALID' };
  };

  const refuseInStep = async (ip: string, cause: FailureCause, startedAt: number): Promise<KeyAnswer> => {
    const answer = refuse(ip, cause);
    const elapsedMs = Math.max(0, deps.now() - startedAt);
    await delay(STEP_MS - (elapsedMs % STEP_MS));
    return answer;
  };

  return async (request, { workspaceId, ...question }) => {
    const { ip } = request;
    const startedAt = deps.now();
    const credential = findCredential(request.headers);
    if ('fault' in credential) {
      if (credential.fault !== 'MISSING') return refuse(ip, credential.fault);
      failures.note('MISSING', { ip, group: KEYLESS });
      return { kind: 'refused', code: 'KEY_INVALID' };
    }
    const { key } = credential;
    if (failures.waitSeconds({ ip }) > 0 && !deps.knows(key)) {
      if (workspaceId !== null) deps.onUnknown(workspaceId);
      return await refuseInStep(ip, 'UNKNOWN', startedAt);
    }
    const userAgent = request.headers['user-agent'];
    const verdict = await deps.verify(workspaceId === null ? null : { workspaceId }, {
      ...question,
      key,
      ip,
      ...(userAgent === undefined ? {} : { userAgent }),
    });
    deps.onDecided(verdict.code);
    const cause = failureOf(verdict.code, key);
    if (cause === undefined) return { kind: 'verdict', verdict };
    if (cause !== 'DEAD' && workspaceId !== null) deps.onUnknown(workspaceId);
    const looked = cause === 'UNKNOWN' || cause === 'DEAD';
    return looked ? await refuseInStep(ip, cause, startedAt) : refuse(ip, cause);
  };
}

/** Requests without a key are no attempts, and counted apart. */
export const KEYLESS = 'keyless';

/** Why a decision is a failed attempt to present a key; undefined where the key lives. */
export function failureOf(code: DecisionCode, key: string): FailureCause | undefined {
  if (statusOf(code) !== 401) return undefined;
  if (code === 'NOT_FOUND') return 'UNKNOWN';
  if (code === 'MALFORMED') return hasWhitespace(key) ? 'WHITESPACE' : 'MALFORMED';
  return 'DEAD';
}
