import type { Pool } from 'pg';
import type { Prisma } from './generated/client.ts';
import { enterStatement, type Tenancy } from './tenancy.ts';

/** Rows of one statement, a few at a time; Postgres keeps the others. Holds a connection until it is closed. */
export interface RowCursor<Row> {
  /** The next rows; none when there are no more. */
  next(): Promise<Row[]>;
  /** Ends the statement, also one that Postgres is at work on. May be called at any time, and more than once. */
  close(): Promise<void>;
}

/** How a cursor reads. */
export interface CursorOptions {
  readonly rowsPerFetch: number;
  /** How long Postgres may work on the first or any further rows. */
  readonly statementMsMax: number;
}

/** Opens a cursor as somebody may see the database. */
export async function openCursor<Row extends object>(
  pool: Pool,
  tenancy: Tenancy,
  statement: Prisma.Sql,
  { rowsPerFetch, statementMsMax }: CursorOptions,
): Promise<RowCursor<Row>> {
  const client = await pool.connect();
  let pid: number | undefined;
  let closing: Promise<void> | undefined;
  let working: Promise<unknown> | undefined;
  const close = async () => {
    // It may end by itself while its end is asked for.
    const ending = working?.catch(() => undefined);
    if (ending !== undefined) {
      const { rows } = await pool.query<{ pid: number }>(CANCEL, [pid]).catch(() => ({ rows: [] }));
      // Where it cannot be ended, the connection is closed under it.
      if (rows.length > 0) await ending;
    }
    client.release(true);
  };
  const closeOnce = async () => await (closing ??= close());
  const run = async <Result>(work: Promise<Result>): Promise<Result> => {
    working = work;
    try {
      return await work;
    } finally {
      working = undefined;
    }
  };
  try {
    await run(client.query(`BEGIN READ ONLY; ${enterStatement(tenancy, statementMsMax)}`));
    pid = (await run(client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid'))).rows[0]?.pid;
    await run(client.query(`DECLARE rows NO SCROLL CURSOR FOR ${statement.text}`, statement.values));
  } catch (error) {
    await closeOnce();
    throw error;
  }
  return {
    next: async () => {
      if (closing !== undefined) return [];
      return (await run(client.query<Row>(`FETCH ${rowsPerFetch} FROM rows`))).rows;
    },
    close: closeOnce,
  };
}

const CANCEL = 'SELECT pg_backend_pid() AS pid WHERE pg_cancel_backend($1::int)';
