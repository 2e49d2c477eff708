import { type Decision, readDecision, type VerifyRequest } from './decision.ts';
import { KeywatchError } from './errors.ts';
import { createLocalDecisions, type LocalOptions } from './local.ts';
import { createTransport } from './transport.ts';

/** How to reach a Keywatch. */
export interface KeywatchOptions {
  /** Where it serves, with the path it is mounted under, if any. */
  readonly url: string;
  /** An access token of kind GATEWAY. */
  readonly token: string;
  /** For one verification, connecting included; 2,000 where left out. */
  readonly timeoutMs?: number;
  /** Connections that are kept open; 64 where left out. */
  readonly connectionsMax?: number;
  /** Left out: Keywatch is asked about every request. */
  readonly local?: LocalOptions;
}

/** A client of one Keywatch. */
export interface Keywatch {
  /**
   * Decides about a presented key, and counts the decision to it. Rejects with KeywatchError where Keywatch did not
   * answer; a refused key is an answer.
   */
  verify(request: VerifyRequest): Promise<Decision>;
  /** Whether requests with known keys are decided in this process now. */
  decidesLocally(): boolean;
  /** Reports what is counted here and not there yet, and disconnects. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 2_000;
const CONNECTIONS_MAX = 64;

/**
 * Opens a client. With `local`, requests with keys that were seen before are decided in this process, without a round trip:
 * a revoked key is refused within a second, limits are kept per process, and counts arrive a second later. Whatever this
 * process does not know for sure, Keywatch is asked.
 */
export function createKeywatch(options: KeywatchOptions): Keywatch {
  const { url, token, timeoutMs = TIMEOUT_MS, connectionsMax = CONNECTIONS_MAX } = options;
  const transport = createTransport({ url, token, connectionsMax });
  const local =
    options.local === undefined
      ? undefined
      : createLocalDecisions({
          transport,
          timeoutMs,
          options: options.local,
          monotonic: () => performance.now(),
          now: Date.now,
        });
  let closed = false;

  const ask = async (request: VerifyRequest): Promise<Decision> => {
    if (closed) throw new KeywatchError('CLOSED', 'This client was closed; make another one.');
    const decision = readDecision(await transport.post('/v1/keys/verify', request, timeoutMs));
    if (decision.valid) local?.learn(request.key);
    return decision;
  };

  return {
    verify: async (request) => local?.decide(request) ?? (await ask(request)),
    decidesLocally: () => local?.isFresh() ?? false,
    close: async () => {
      closed = true;
      await local?.close();
      transport.close();
    },
  };
}
