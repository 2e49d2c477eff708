import type { Server } from 'node:http';
import type { Socket } from 'node:net';

/** How far a connection had come when it was last looked at. */
interface Progress {
  readonly bytesRead: number;
  /** Of what was written, what has gone out whole. */
  readonly bytesSent: number;
  /** What is left of the piece that is going out. */
  readonly bytesLeft: number;
  /** Since when it has not come further, in milliseconds of the process' clock. */
  readonly since: number;
}

/**
 * Calls `onIdle` with connections on which nothing was sent or taken for a time. All are looked at now and then: a timer for
 * each, as Node has them, is moved on with every request and every answer, which cost verifications 3 % of their time.
 */
export function watchIdleConnections(
  server: Server,
  times: { readonly idleMs: number; readonly checkMs: number },
  onIdle: (socket: Socket) => void,
): void {
  const open = new Map<Socket, Progress>();

  const look = () => {
    const now = performance.now();
    for (const [socket, last] of open) {
      const seen = { ...progressOf(socket), since: now };
      if (isFurther(seen, last)) open.set(socket, seen);
      else if (now - last.since >= times.idleMs) onIdle(socket);
    }
  };

  server.on('connection', (socket: Socket) => {
    open.set(socket, { bytesRead: 0, bytesSent: 0, bytesLeft: 0, since: performance.now() });
    socket.once('close', () => open.delete(socket));
  });
  const timer = setInterval(look, times.checkMs).unref();
  server.on('close', () => clearInterval(timer));
}

function isFurther(seen: Omit<Progress, 'since'>, last: Progress): boolean {
  const { bytesRead, bytesSent, bytesLeft } = seen;
  return bytesRead !== last.bytesRead || bytesSent !== last.bytesSent || bytesLeft < last.bytesLeft;
}

/** A large answer is one piece, of which Node tells only on its handle how much is left. */
function progressOf(socket: Socket): Omit<Progress, 'since'> {
  const { bytesRead, bytesWritten, writableLength } = socket;
  const handle: unknown = Reflect.get(socket, '_handle');
  const left = typeof handle === 'object' && handle !== null ? Reflect.get(handle, 'writeQueueSize') : 0;
  return { bytesRead, bytesSent: bytesWritten - writableLength, bytesLeft: Number(left ?? 0) };
}
