import type { Pool } from 'pg';
import { type CursorOptions, openCursor, type RowCursor } from './cursor.ts';
import type { Prisma, PrismaClient } from './generated/client.ts';
import { type Read, readConfined } from './read.ts';
import { type Db, enterStatement, type Tenancy, TRANSACTION, type Transactions } from './tenancy.ts';

/** The database as the role of the control plane sees it, through row-level security (docs/adr/0008). */
export interface ConfinedStorage extends Transactions {
  /** For reads outside of a transaction: each statement runs in a transaction of its own. */
  readonly db: Db;
  /** The same for what is read most. */
  reader(options: { readonly statementMsMax: number }): Read;
  /** For answers that are too large to be read at once. */
  cursor<Row extends object>(statement: Prisma.Sql, options: CursorOptions): Promise<RowCursor<Row>>;
}

/** Confines a database to what somebody may see. A filter that is forgotten finds nothing foreign then. */
export function confineStorage(prisma: PrismaClient, pool: Pool, tenancy: Tenancy): ConfinedStorage {
  return {
    transaction: async (work, options) =>
      await prisma.$transaction(async (db) => {
        await enter(db, tenancy, options?.statementMsMax ?? 0);
        return await work(db);
      }, TRANSACTION),
    db: confineStatements(prisma, tenancy),
    reader: ({ statementMsMax }) => readConfined(pool, tenancy, statementMsMax),
    cursor: async (statement, options) => await openCursor(pool, tenancy, statement, options),
  };
}

function enter(db: Db, tenancy: Tenancy, statementMsMax: number) {
  return db.$executeRawUnsafe(enterStatement(tenancy, statementMsMax));
}

function confineStatements(prisma: PrismaClient, tenancy: Tenancy): Db {
  return prisma.$extends({
    query: {
      $allOperations: async ({ args, query }) => {
        const [, result] = await prisma.$transaction([enter(prisma, tenancy, 0), query(args)]);
        return result;
      },
    },
  }) as unknown as Db;
}
