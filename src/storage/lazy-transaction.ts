import type { ConfinedStorage } from './confine.ts';
import { type Read, readWithin } from './read.ts';
import type { Db } from './tenancy.ts';

/** A transaction that begins with its first statement through `db`. */
export interface LazyTransaction {
  /** Offers the models and raw statements of Prisma; begins the transaction. */
  readonly db: Db;
  /** Within the transaction where it has begun; before, each statement in a confined transaction of its own. */
  readonly read: Read;
  /** Ends the transaction, if one has begun. Call it once, whatever became of the work; the handles end with it. */
  end(): Promise<void>;
}

/** For work that only reads: many reads need nothing but one statement, which costs a third without Prisma's transaction. */
export function openLazyTransaction(
  storage: ConfinedStorage,
  options: { readonly statementMsMax: number },
): LazyTransaction {
  const alone = storage.reader(options);
  const over = Promise.withResolvers<void>();
  let begun: Promise<Db> | undefined;
  let ended: Promise<void> | undefined;
  const begin = async (): Promise<Db> => {
    const opened = Promise.withResolvers<Db>();
    ended = storage.transaction(async (db) => {
      opened.resolve(db);
      await over.promise;
    }, options);
    ended.catch(opened.reject);
    return await opened.promise;
  };
  const beginOnce = async (): Promise<Db> => await (begun ??= begin());
  return {
    db: deferred(storage.db, beginOnce),
    read: async (statement, name) =>
      await (begun === undefined ? alone : readWithin(await begun))(statement, name),
    end: async () => {
      over.resolve();
      await ended;
    },
  };
}

/** A handle like `shape`, whose every call waits for the one that it stands for. */
function deferred(shape: Db, open: () => Promise<Db>): Db {
  const call =
    (...path: readonly string[]) =>
    async (...args: unknown[]): Promise<unknown> => {
      let receiver: unknown;
      let method: unknown = await open();
      for (const name of path) [receiver, method] = [method, Reflect.get(method as object, name)];
      return await Reflect.apply(method as (...given: unknown[]) => unknown, receiver, args);
    };
  const model = (name: string, shapeOfModel: object) =>
    new Proxy(shapeOfModel, { get: (_shape, method) => call(name, String(method)) });
  return new Proxy(shape, {
    get: (_shape, name) => {
      const part: unknown = Reflect.get(shape, name);
      if (typeof part !== 'object' || part === null) return call(String(name));
      return model(String(name), part);
    },
  });
}
