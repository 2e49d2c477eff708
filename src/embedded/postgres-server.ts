import { once } from 'node:events';
import type { Socket } from 'node:net';
import { createServer } from 'node:net';
import type { PGlite } from '@electric-sql/pglite';
import { createSessionQueue } from './session-queue.ts';
import { serveConnection } from './wire-connection.ts';

/**
 * Serves a PGlite database to any number of Postgres clients on 127.0.0.1. They share one session: transactions run
 * one after the other, and settings made outside of one (`SET` without `LOCAL`) and session-level advisory locks are
 * not kept apart.
 */
export async function serveDatabase(deps: {
  database: PGlite;
  port: number;
  password: string;
  idleInTransactionMsMax: number;
  onBroken: (error: unknown) => void;
}): Promise<{ port: number; close: () => Promise<void> }> {
  const { database } = deps;
  const queue = createSessionQueue({
    execute: (bytes, onAnswer) => database.execProtocolRawStream(bytes, { onRawData: onAnswer }),
    inTransaction: () => database.isInTransaction(),
    idleInTransactionMsMax: deps.idleInTransactionMsMax,
    onBroken: deps.onBroken,
  });
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    connections += 1;
    serveConnection({ socket, queue, password: deps.password, prefix: `c${connections}` });
  });
  server.listen(deps.port, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('a TCP server has no port');

  return {
    port: address.port,
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await queue.stop();
      await database.close();
    },
  };
}
