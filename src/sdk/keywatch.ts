import { type Decision, readDecision, type VerifyRequest } from './decision.ts';
import { KeywatchError } from './errors.ts';
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
}

/** A client of one Keywatch. */
export interface Keywatch {
  /**
   * Decides about a presented key, and counts the decision to it. Rejects with KeywatchError where Keywatch did not
   * answer; a refused key is an answer.
   */
  verify(request: VerifyRequest): Promise<Decision>;
  /** Reports what is counted here and not there yet, and disconnects. */
  close(): Promise<void>;
}

const TIMEOUT_MS = 2_000;
const CONNECTIONS_MAX = 64;

/** Opens a client that asks Keywatch about every request. It connects with the first one. */
export function createKeywatch(options: KeywatchOptions): Keywatch {
  const { url, token, timeoutMs = TIMEOUT_MS, connectionsMax = CONNECTIONS_MAX } = options;
  const transport = createTransport({ url, token, connectionsMax });
  let closed = false;
  return {
    verify: async (request) => {
      if (closed) throw new KeywatchError('CLOSED', 'This client was closed; make another one.');
      return readDecision(await transport.post('/v1/keys/verify', request, timeoutMs));
    },
    close: async () => {
      closed = true;
      transport.close();
    },
  };
}
