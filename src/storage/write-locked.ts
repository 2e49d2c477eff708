import type { Pool, PoolClient, QueryResult } from 'pg';
import type { Prisma } from './generated/client.ts';
import { type LockName, lockNumbers } from './locks.ts';
import { TRANSACTION } from './tenancy.ts';

/** A statement, and the name under which each connection prepares it once: a name stands for one text. */
export interface NamedStatement {
  readonly name: string;
  readonly sql: Prisma.Sql;
}

/**
 * Carries out statements in one transaction under an advisory lock; false, with nothing done, where another transaction has
 * the lock. It is sent in two goes, and its parameters as they are: Prisma's client would copy them several times.
 */
export type WriteLocked = (
  lock: { readonly name: LockName; readonly part: number },
  statements: readonly NamedStatement[],
) => Promise<boolean>;

/** Writes by connections of a pool. */
export function writeThrough(pool: Pool): WriteLocked {
  return async ({ name, part }, statements) => {
    const client = await pool.connect();
    let failed = true;
    try {
      const taken = await begin(client, lockNumbers(name, part));
      if (taken) await writeAll(client, statements);
      else await client.query('ROLLBACK');
      failed = false;
      return taken;
    } finally {
      // A connection whose transaction may not have ended is closed.
      client.release(failed);
    }
  };
}

async function begin(client: PoolClient, [lock, part]: readonly [number, number]): Promise<boolean> {
  const begun = client.query(`BEGIN; SET LOCAL statement_timeout = ${TRANSACTION.timeout}`);
  const locked: Promise<QueryResult<{ taken: boolean }>> = client.query({
    name: 'try-lock',
    text: 'SELECT pg_try_advisory_xact_lock($1::int, $2::int) AS taken',
    values: [lock, part],
  });
  const [, { rows }] = await Promise.all([begun, locked]);
  return rows[0]?.taken === true;
}

/** Sends all at once. What stands behind one that fails fails too, and the commit then rolls back. */
async function writeAll(client: PoolClient, statements: readonly NamedStatement[]): Promise<void> {
  const sent = statements.map(async ({ name, sql: { text, values } }) => {
    await client.query({ name, text, values });
  });
  const ended = await Promise.allSettled([...sent, client.query('COMMIT')]);
  for (const result of ended) if (result.status === 'rejected') throw result.reason;
}
