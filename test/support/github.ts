import { generateKeyPairSync, randomUUID, sign } from 'node:crypto';
import { createServer } from 'node:http';
import { onTestFinished } from 'vitest';

/** GitHub, as far as it reports leaked keys. */
export interface FakeGithub {
  /** Where its public keys are. */
  readonly keysUrl: string;
  /** Answers to questions for its keys, by status. */
  readonly answered: number[];
  /** Makes another key, known from now on. */
  addKey(): string;
  /** Answers nothing but 500 from now on. */
  fail(failing: boolean): void;
  /** The headers of a report, signed with a key. */
  signed(body: string, keyId: string): Record<string, string>;
}

/** Serves public keys with an ETag until the test ends. */
export async function startGithub(): Promise<FakeGithub> {
  const keys = new Map<string, ReturnType<typeof makePair>>();
  const answered: number[] = [];
  let failing = false;
  const server = createServer((request, response) => {
    const etag = `"${[...keys.keys()].join()}"`;
    const status = failing ? 500 : request.headers['if-none-match'] === etag ? 304 : 200;
    answered.push(status);
    response.writeHead(status, { etag });
    const list = [...keys].map(([id, { pem }]) => ({ key_identifier: id, key: pem, is_current: true }));
    response.end(status === 200 ? JSON.stringify({ public_keys: list }) : undefined);
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', listening.resolve);
  await listening.promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    keysUrl: `http://127.0.0.1:${port}/meta/public_keys/secret_scanning`,
    answered,
    addKey: () => {
      const id = randomUUID();
      keys.set(id, makePair());
      return id;
    },
    fail: (now) => {
      failing = now;
    },
    signed: (body, keyId) => {
      const signature = keys.get(keyId)?.sign(body) ?? '';
      return {
        'content-type': 'application/json',
        'github-public-key-identifier': keyId,
        'github-public-key-signature': signature,
      };
    },
  };
}

function makePair() {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (body: string) => sign('sha256', Buffer.from(body), privateKey).toString('base64'),
  };
}
