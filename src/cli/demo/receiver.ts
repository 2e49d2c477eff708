import { createServer } from 'node:http';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import type { receivedSchema } from './received.ts';

const secretMessage = z.object({ secret: z.string() });
let webhook: Webhook | undefined;

/** A webhook receiver in a process of its own, as a customer's would be: it checks signatures with `standardwebhooks`. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body = Buffer.concat(chunks).toString();
    const headers = Object.fromEntries(
      Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
    );
    const received: z.infer<typeof receivedSchema> = {
      at: Date.now(),
      id: headers['webhook-id'] ?? '',
      ...verify(body, headers),
    };
    process.send?.(received);
    response.writeHead(received.verified ? 204 : 400).end();
  });
});

function verify(body: string, headers: Record<string, string>): { verified: boolean; payload: unknown } {
  try {
    return { payload: webhook?.verify(body, headers), verified: webhook !== undefined };
  } catch {
    return { payload: undefined, verified: false };
  }
}

server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.({ port: typeof address === 'object' ? address?.port : undefined });
});
process.on('message', (message) => {
  webhook = new Webhook(secretMessage.parse(message).secret);
});
process.on('disconnect', () => process.exit(0));
