import type { Pool, QueryConfig } from 'pg';
import type { Prisma } from './generated/client.ts';
import { type Db, enterStatement, type Tenancy } from './tenancy.ts';

/**
 * Reads rows with a statement of our own: at a third of what the same costs through Prisma's client. Columns must be of
 * types that both drivers hand out alike: uuid, text and their arrays, int4, float8, boolean, timestamptz, json.
 * Statements with a name are prepared once for each connection: a name stands for one text.
 */
export type Read = <Row>(statement: Prisma.Sql, name?: string) => Promise<Row[]>;

/** Reads by connections of a pool, each statement on its own. */
export function readThrough(pool: Pool): Read {
  return async <Row>(statement: Prisma.Sql, name?: string) => {
    const { rows } = await pool.query<Row & object>(toQuery(statement, name));
    return rows;
  };
}

/** Reads within a transaction of Prisma. */
export function readWithin(db: Db): Read {
  return async (statement) => await db.$queryRaw(statement);
}

/**
 * Reads as somebody may see the database. Statements that are asked for at once share a transaction, which is sent in one
 * go; where it cannot be confined, Postgres refuses them too. One that fails lets those behind it fail.
 */
export function readConfined(pool: Pool, tenancy: Tenancy, statementMsMax: number): Read {
  let asked: { readonly query: QueryConfig; readonly answer: PromiseWithResolvers<object[]> }[] = [];
  const send = async () => {
    const batch = asked;
    asked = [];
    try {
      const client = await pool.connect();
      const begun = client.query(`BEGIN READ ONLY; ${enterStatement(tenancy, statementMsMax)}`);
      const read = batch.map(async ({ query }) => (await client.query<object>(query)).rows);
      const [ended, entered, ...results] = await Promise.allSettled([client.query('COMMIT'), begun, ...read]);
      // A connection whose transaction may not have ended is closed.
      client.release(ended.status === 'rejected');
      // Those behind the first that fails only fail because of it.
      const failed = [entered, ...results].find(({ status }) => status === 'rejected');
      for (const [index, { answer }] of batch.entries()) {
        const result = results[index];
        if (entered.status === 'fulfilled' && result?.status === 'fulfilled') answer.resolve(result.value);
        else answer.reject(failed?.status === 'rejected' ? failed.reason : undefined);
      }
    } catch (error) {
      for (const { answer } of batch) answer.reject(error);
    }
  };
  return async <Row>(statement: Prisma.Sql, name?: string) => {
    const answer = Promise.withResolvers<object[]>();
    asked.push({ query: toQuery(statement, name), answer });
    if (asked.length === 1) queueMicrotask(() => void send());
    return (await answer.promise) as Row[];
  };
}

function toQuery({ text, values }: Prisma.Sql, name: string | undefined): QueryConfig {
  return name === undefined ? { text, values } : { name, text, values };
}
