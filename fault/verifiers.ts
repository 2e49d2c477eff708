import { type Subject, startSubject } from '../bench/subject.ts';
import { KeywatchError } from '../src/sdk/errors.ts';
import { createKeywatch, type Keywatch } from '../src/sdk/keywatch.ts';
import type { Judge } from './judge.ts';

/** A key by its id and its secret. */
export interface HeldKey {
  readonly keyId: string;
  readonly secret: string;
}

/** An api process, and a client that asks it about every request. */
export interface Verifier {
  readonly url: string;
  readonly client: Keywatch;
  /** Asks about a key now, and lets the judge know. */
  ask(key: HeldKey, judge: Pick<Judge, 'note'>): Promise<void>;
}

/** Some verifiers on one Postgres and one Redis; disposing of them ends their processes. */
export interface Verifiers extends AsyncDisposable {
  readonly all: readonly Verifier[];
}

const TIMEOUT_MS = 10_000;

/** Starts api processes, each of which listens when this returns. */
export async function startVerifiers(
  count: number,
  environment: Record<string, string>,
  token: string,
): Promise<Verifiers> {
  const stack = new AsyncDisposableStack();
  try {
    const all: Verifier[] = [];
    for (let number = 0; number < count; number++) {
      const verifier = openVerifier(stack.use(await startSubject('keywatch', environment)), token);
      stack.defer(verifier.client.close);
      all.push(verifier);
    }
    return { all, [Symbol.asyncDispose]: async () => await stack.disposeAsync() };
  } catch (error) {
    await stack.disposeAsync();
    throw error;
  }
}

function openVerifier({ port }: Subject, token: string): Verifier {
  const url = `http://127.0.0.1:${port}`;
  const client = createKeywatch({ url, token, timeoutMs: TIMEOUT_MS });
  return {
    url,
    client,
    ask: async ({ keyId, secret }, judge) => {
      const sentAt = performance.now();
      const outcome = await client
        .verify({ key: secret, endpoint: 'tools/call:search' })
        .then(({ code }) => code)
        .catch((error: unknown) => {
          if (error instanceof KeywatchError) return error.message;
          throw error;
        });
      judge.note({ keyId, sentAt, outcome });
    },
  };
}
