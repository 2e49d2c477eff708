import { createServer } from 'node:http';
import { serveBench } from './serve.ts';

/** The yardstick: reads a JSON body, answers a JSON body, and does nothing else. */
const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
    const text = JSON.stringify({ valid: true, code: 'VALID', known: typeof body === 'object' });
    response.writeHead(200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    });
    response.end(text);
  });
});

serveBench(server);
