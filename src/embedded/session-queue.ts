/** One client connection as the queue sees it. */
export interface Session {
  /** Takes a piece of Postgres' answer. The bytes are valid during the call only. */
  receive(bytes: Uint8Array): void;
  /** Called when the session kept a transaction open and idle for too long; it must hang up. */
  expire(): void;
}

/** Work of one session: client messages, and whether the session is between queries after them. */
interface Work {
  session: Session;
  bytes: Buffer;
  settled: boolean;
}

/** Lets many sessions use the one that PGlite has. */
export interface SessionQueue {
  submit(work: Work): void;
  /** Forgets what the session still wanted, rolls back what it left open, and runs its farewell. */
  leave(session: Session, farewell: Buffer): void;
  /** Resolves when the running work is done; no other begins. */
  stop(): Promise<void>;
}

/**
 * Makes the queue. From the first message of a query or transaction to its end the session owns Postgres and the
 * others wait, so that transactions run one after the other and an extended query is never mixed with another. (The
 * server of pglite-socket interleaves single messages: a bind larger than one read met another client's statement.)
 */
export function createSessionQueue(deps: {
  execute: (bytes: Buffer, onAnswer: (bytes: Uint8Array) => void) => Promise<void>;
  inTransaction: () => boolean;
  idleInTransactionMsMax: number;
  /** Called when Postgres itself broke: nothing runs after that. */
  onBroken: (error: unknown) => void;
}): SessionQueue {
  const waiting: Work[] = [];
  const leaving = new Map<Session, Buffer>();
  let owner: Session | undefined;
  let idleTimer: NodeJS.Timeout | undefined;
  let draining = Promise.resolve();
  let busy = false;
  let stopped = false;

  function wake(): void {
    if (busy) return;
    busy = true;
    draining = drain().catch((error: unknown) => {
      stopped = true;
      deps.onBroken(error);
    });
  }

  async function drain(): Promise<void> {
    clearTimeout(idleTimer);
    for (let work = next(); work; work = next()) {
      const { session, bytes, settled } = work;
      owner = session;
      await deps.execute(bytes, (answer) => session.receive(answer));
      if (settled && !deps.inTransaction()) owner = undefined;
    }
    const idle = owner;
    if (idle && !stopped) idleTimer = setTimeout(() => idle.expire(), deps.idleInTransactionMsMax);
    busy = false;
  }

  function next(): Work | undefined {
    if (stopped) return undefined;
    const [left] = owner ? [owner].filter((session) => leaving.has(session)) : leaving.keys();
    if (left) return takeFarewell(left);
    const at = owner ? waiting.findIndex((work) => work.session === owner) : 0;
    return at === -1 ? undefined : waiting.splice(at, 1)[0];
  }

  function takeFarewell(session: Session): Work {
    const bytes = leaving.get(session) ?? Buffer.alloc(0);
    leaving.delete(session);
    return { session: { receive: () => undefined, expire: () => undefined }, bytes, settled: true };
  }

  return {
    submit: (work) => {
      waiting.push(work);
      wake();
    },
    leave: (session, farewell) => {
      const kept = waiting.filter((work) => work.session !== session);
      waiting.splice(0, waiting.length, ...kept);
      leaving.set(session, farewell);
      wake();
    },
    stop: async () => {
      stopped = true;
      clearTimeout(idleTimer);
      await draining;
    },
  };
}
