import type { DecisionCode } from '../core/decision.ts';
import { failureOf } from './ask-key.ts';
import type { Failures } from './failures.ts';
import type { Caller } from './tokens.ts';
import type { Verdict, Verify, VerifyRequest } from './verify.ts';

/** Verifies a key that a gateway asks about. */
export type GatewayVerify = (caller: Pick<Caller, 'workspaceId'>, request: VerifyRequest) => Promise<Verdict>;

/** Notes each decision, and each key that opened nothing to the client's address, apart for each workspace. */
export function createGatewayVerify(deps: {
  verify: Verify;
  failures: Failures;
  /** Called for each key that opened nothing because the workspace has none like it. */
  onUnknown: (workspaceId: string) => void;
  onDecided: (code: DecisionCode) => void;
}): GatewayVerify {
  return async ({ workspaceId }, request) => {
    const { key, ip } = request;
    const verdict = await deps.verify({ workspaceId }, request);
    deps.onDecided(verdict.code);
    const cause = failureOf(verdict.code, key);
    if (cause !== undefined) {
      if (cause !== 'DEAD') deps.onUnknown(workspaceId);
      deps.failures.note(cause, ip === undefined ? undefined : { ip, group: workspaceId });
    }
    return verdict;
  };
}
