import { timingSafeEqual } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Session, SessionQueue } from './session-queue.ts';
import {
  askPassword,
  closeStatement,
  fatalError,
  refuseCopyIn,
  renameStatement,
  simpleQuery,
  sync,
} from './wire-message.ts';
import type { WireUnit } from './wire-unit.ts';
import { createUnitReader } from './wire-unit.ts';

const RESET = 'ROLLBACK; SET ROLE NONE; RESET ALL';

/**
 * Serves one client of the Postgres protocol: asks for the password, then passes its queries to the queue. Statement
 * names get a prefix of the connection, and what the connection leaves behind is undone when it ends.
 */
export function serveConnection(deps: {
  socket: Socket;
  queue: SessionQueue;
  password: string;
  prefix: string;
}): void {
  const { socket, queue } = deps;
  const readUnits = createUnitReader();
  const statements = new Set<string>();
  let startup: Buffer | undefined;
  let admitted = false;

  const session: Session = {
    receive: (bytes) => {
      if (!socket.writable) return;
      socket.cork();
      socket.write(Buffer.from(bytes));
      process.nextTick(() => socket.uncork());
    },
    expire: () => hangUp('25P03', 'terminating connection due to idle-in-transaction timeout'),
  };

  socket.setNoDelay(true);
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    if (!admitted) return;
    queue.leave(
      session,
      Buffer.concat([sync(), simpleQuery(RESET), ...[...statements].map(closeStatement), sync()]),
    );
  });
  socket.on('data', (chunk) => {
    try {
      for (const unit of readUnits(chunk)) handle(unit);
    } catch (error) {
      hangUp('08P01', error instanceof Error ? error.message : 'protocol violation');
    }
  });

  function handle(unit: WireUnit): void {
    switch (unit.kind) {
      case 'encryption':
        socket.write('N');
        break;
      case 'cancel':
      case 'end':
        socket.end();
        break;
      case 'startup':
        startup = unit.bytes;
        socket.write(askPassword());
        break;
      case 'password':
        admit(unit.bytes);
        break;
      case 'batch':
        query(unit.frames, unit.settled);
    }
  }

  function query(frames: Buffer[], settled: boolean): void {
    if (!admitted) return hangUp('28000', 'sign in first');
    queue.submit({
      session,
      bytes: Buffer.concat(frames.map((frame) => refuseCopyIn(renameStatement(frame, rename)))),
      settled,
    });
  }

  function admit(frame: Buffer): void {
    const given = frame.subarray(5, -1);
    const expected = Buffer.from(deps.password);
    if (admitted || !startup || given.length !== expected.length || !timingSafeEqual(given, expected)) {
      return hangUp('28P01', 'password authentication failed: this Postgres belongs to one Keywatch');
    }
    admitted = true;
    queue.submit({ session, bytes: startup, settled: true });
  }

  function rename(name: string): string {
    const renamed = `${deps.prefix}_${name}`;
    statements.add(renamed);
    return renamed;
  }

  function hangUp(sqlState: string, reason: string): void {
    socket.removeAllListeners('data');
    socket.end(fatalError(sqlState, reason));
    socket.destroySoon();
  }
}
