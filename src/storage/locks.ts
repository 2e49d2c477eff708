import { arrayLiteral } from './array-literal.ts';
import type { Db } from './tenancy.ts';

/** Advisory locks in the two-number space of Postgres; they are held until the transaction ends. */
const LOCKS = {
  partitions: 5_820_312,
  rollUp: 5_820_313,
  summarise: 5_820_314,
  detect: 5_820_315,
  firstOwner: 5_820_316,
  warnExpiry: 5_820_324,
  contain: 5_820_325,
} as const;

export type LockName = keyof typeof LOCKS;

/** The two numbers of a lock. */
export function lockNumbers(name: LockName, part: number): readonly [number, number] {
  return [LOCKS[name], part];
}

/** Takes a lock for the rest of the transaction, or answers false at once where another transaction has it. */
export async function tryLock(db: Db, name: LockName, part = 0): Promise<boolean> {
  const rows = await db.$queryRaw<{ taken: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(${LOCKS[name]}::int, ${part}::int) AS taken`;
  return rows[0]?.taken === true;
}

/** Waits for a lock and takes it for the rest of the transaction. */
export async function takeLock(db: Db, name: LockName, part = 0): Promise<void> {
  await db.$executeRaw`SELECT pg_advisory_xact_lock(${LOCKS[name]}::int, ${part}::int)`;
}

/** Waits for a lock of each of these ids, in one order for all who ask, and takes them for the rest of the transaction. */
export async function takeLocks(db: Db, name: LockName, ids: readonly string[]): Promise<void> {
  await db.$executeRaw`
    SELECT pg_advisory_xact_lock(${LOCKS[name]}::int, part) FROM (
      SELECT DISTINCT hashtext(id) AS part FROM unnest(${arrayLiteral(ids)}::text[]) AS id ORDER BY part) AS parts`;
}
