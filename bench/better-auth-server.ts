import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { z } from 'zod';
import { openBetterAuth } from './better-auth.ts';
import { serveBench } from './serve.ts';

/** The peer of `bench -- verify`: better-auth's API-key plugin on the same Postgres, behind a bare `node:http` server. */
const { auth, close } = openBetterAuth(process.env['DATABASE_URL'] ?? '');
const asked = z.object({ key: z.string() });

const server = createServer((request, response) => {
  void answer(request).then((body) => {
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(body),
    });
    response.end(body);
  });
});
serveBench(server, close);

async function answer(request: AsyncIterable<unknown>): Promise<string> {
  const { key } = asked.parse(await json(request));
  return JSON.stringify(await auth.api.verifyApiKey({ body: { key } }));
}
