import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

/** A TCP proxy that can cut connections, or swallow replies before it cuts them. */
export interface LossyProxy {
  readonly port: number;
  /** Lets requests through, drops the replies to them, and cuts the connection after the next one. */
  swallowNextReply(): void;
  cutAll(): void;
  /** Passes nothing on any more, in either direction. */
  freeze(): void;
  /** Cuts all connections and each new one, as a server that is down. */
  goDown(): void;
  comeBack(): void;
  /** Keeps what arrives, as a server that is stopped, and passes it on later. */
  hang(): void;
  goOn(): void;
  /** The same for the connections that there are; new ones pass. */
  strand(): void;
  close(): Promise<void>;
}

/** Opens a proxy in front of a server. */
export async function openLossyProxy(target: { host: string; port: number }): Promise<LossyProxy> {
  const sockets = new Set<Socket>();
  let swallow = false;
  let frozen = false;
  let down = false;
  let hanging = false;
  const server = createServer((client) => {
    if (down) {
      client.destroy();
      return;
    }
    const upstream = connect(target.port, target.host);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      if (hanging) socket.pause();
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
  const pauseAll = () => {
    for (const socket of sockets) socket.pause();
  };
  const cutAll = () => {
    for (const socket of sockets) socket.destroy();
  };
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
    goDown: () => {
      down = true;
      cutAll();
    },
    comeBack: () => {
      down = false;
    },
    hang: () => {
      hanging = true;
      pauseAll();
    },
    strand: () => pauseAll(),
    goOn: () => {
      hanging = false;
      for (const socket of sockets) socket.resume();
    },
    cutAll,
    close: async () => {
      const closed = Promise.withResolvers<void>();
      server.close(() => closed.resolve());
      cutAll();
      await closed.promise;
    },
  };
}
