import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import type { RpcId } from '../core/ai2fin.ts';

/** A longer body is not read for its id. */
const RPC_BYTES_MAX = 65_536;

/** The id that AI2Fin's documents show, where the gateway passes no body on. */
const ID_WITHOUT_BODY = 1;

const rpcRequest = z.object({ id: z.union([z.string().max(1_024), z.number()]) });

/** Lets a scope take whatever body a gateway passes on: the beginning of it, as text. */
export function takeAnyBody(scope: FastifyInstance): void {
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', async (_request: unknown, payload: IncomingMessage) => await read(payload));
}

/** The body, or nothing as soon as it is too long; the rest of it is then thrown away as it comes. */
async function read(payload: IncomingMessage): Promise<string> {
  const { promise, resolve, reject } = Promise.withResolvers<string>();
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  payload.on('data', (chunk: Uint8Array) => {
    bytes += chunk.length;
    if (bytes <= RPC_BYTES_MAX) chunks.push(chunk);
    else resolve('');
  });
  payload.on('end', () => resolve(Buffer.concat(chunks).toString()));
  payload.on('error', reject);
  return await promise;
}

/** The JSON-RPC id of a body that takeAnyBody read: null where it has none, 1 where there is no body. */
export function rpcIdOf(body: unknown): RpcId {
  if (typeof body !== 'string') return ID_WITHOUT_BODY;
  try {
    return rpcRequest.safeParse(JSON.parse(body)).data?.id ?? null;
  } catch {
    return null;
  }
}
