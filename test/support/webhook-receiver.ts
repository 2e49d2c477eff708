import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http';
import { text } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';

export interface ReceivedWebhook {
  readonly headers: Record<string, string>;
  readonly body: string;
  readonly path: string;
}

export interface WebhookReceiver {
  readonly port: number;
  readonly url: string;
  readonly received: readonly ReceivedWebhook[];
  connectionCount(): number;
  /** Which of this machine's addresses each connection came to. */
  readonly localAddresses: readonly string[];
}

/** Listens on all local addresses until the test ends; `answer` gets the number of webhooks received before. */
export async function startReceiver(
  answer: (response: ServerResponse, before: number, webhook: ReceivedWebhook) => void = (response) =>
    response.end(),
): Promise<WebhookReceiver> {
  const received: ReceivedWebhook[] = [];
  const localAddresses: string[] = [];
  const server = createServer((request, response) => {
    void text(request).then((body) => {
      const webhook = { headers: flatten(request.headers), body, path: request.url ?? '' };
      received.push(webhook);
      answer(response, received.length - 1, webhook);
    });
  });
  server.on('connection', (socket) => {
    localAddresses.push(socket.localAddress?.replace('::ffff:', '') ?? '');
  });
  const listening = Promise.withResolvers<void>();
  server.listen(0, '::', listening.resolve);
  await listening.promise;
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  return {
    port,
    url: `http://127.0.0.1:${port}/hook`,
    received,
    localAddresses,
    connectionCount: () => localAddresses.length,
  };
}

function flatten(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, String(value)]));
}
