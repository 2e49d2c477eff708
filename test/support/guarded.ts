import { createServer, type RequestListener, type Server } from 'node:http';
import { onTestFinished } from 'vitest';
import { createKeywatch, type Keywatch } from '../../src/sdk/keywatch.ts';
import { type Gateway, seedGateway } from './gateway.ts';
import { startKeywatch } from './keywatch.ts';

/** A Keywatch with a key, and the SDK's client of it. */
export interface Guarded extends Gateway {
  readonly keywatch: Awaited<ReturnType<typeof startKeywatch>>;
  readonly sdk: Keywatch;
}

/** Starts them; they end with the test. */
export async function startGuarded(options: Parameters<typeof seedGateway>[1] = {}): Promise<Guarded> {
  const keywatch = await startKeywatch({ role: 'api' });
  const gateway = await seedGateway(keywatch, options);
  const sdk = createKeywatch({ url: keywatch.url, token: gateway.token });
  onTestFinished(async () => await sdk.close());
  return { ...gateway, keywatch, sdk };
}

/** Listens until the test ends; returns the address. */
export async function serve(listener: RequestListener | Server): Promise<string> {
  const server = typeof listener === 'function' ? createServer(listener) : listener;
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  onTestFinished(() => {
    server.close();
    server.closeAllConnections();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the server has no port');
  return `http://127.0.0.1:${address.port}`;
}
