import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy that can cut connections, or swallow replies before it cuts them. */
export interface LossyProxy {
  readonly port: number;
  /** Lets requests through, drops the replies to them, and cuts the connection after the next one. */
  swallowNextReply(): void;
  cutAll(): void;
  /** Passes nothing on any more, in either direction. */
  freeze(): void;
  close(): Promise<void>;
}

/** Opens a proxy in front of a server. */
export async function openLossyProxy(target: { host: string; port: number }): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  let swallow = false;
  let frozen = false;
  const server = createServer((client) => {
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        client.destroy();
        upstream.destroy();
      });
    }
    client.on('data', (chunk) => {
      if (!frozen) upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (frozen) return;
      if (!swallow) {
        client.write(chunk);
        return;
      }
      swallow = false;
      client.destroy();
    });
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  return {
    port: (server.address() as AddressInfo).port,
    swallowNextReply: () => {
      swallow = true;
    },
    freeze: () => {
      frozen = true;
    },
    cutAll: () => {
      for (const socket of sockets) socket.destroy();
    },
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      for (const socket of sockets) socket.destroy();
      await closed.promise;
    },
  };
}
