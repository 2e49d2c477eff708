import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { type ConfinedStorage, confineStorage } from './confine.ts';
import { PrismaClient } from './generated/client.ts';
import { type Read, readThrough } from './read.ts';
import { type Tenancy, TRANSACTION, type Transactions } from './tenancy.ts';
import { type WriteLocked, writeThrough } from './write-locked.ts';

/** The open database, as its owner sees it: every workspace. */
export interface Storage extends Transactions {
  /** For reads and single statements. */
  readonly prisma: PrismaClient;
  /** For what is read on every request. */
  readonly read: Read;
  /** For what is written in bulk. */
  readonly writeLocked: WriteLocked;
  /** The same database as somebody may see it. */
  confinedTo(tenancy: Tenancy): ConfinedStorage;
  /** Connections of the pool: all, those that nobody uses, and statements that wait for one. */
  connections(): { readonly open: number; readonly idle: number; readonly waiting: number };
  close(): Promise<void>;
}

/** Opens a pool on a Postgres URL. Connections are made on first use. */
export function openStorage(options: { databaseUrl: string; connectionsMax?: number }): Storage {
  const pool = new Pool({
    connectionString: options.databaseUrl,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 10_000,
    // Statements that do not wait for each other's answers are sent at once.
    pipeline: true,
  });
  return storageOn(pool);
}

/** The storage on a pool, which it closes. */
export function storageOn(pool: Pool): Storage {
  // Connections go away. Whoever uses one learns it from their statement; the next use of an idle one opens another.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  return {
    prisma,
    read: readThrough(pool),
    writeLocked: writeThrough(pool),
    transaction: async (work) => await prisma.$transaction(work, TRANSACTION),
    confinedTo: (tenancy) => confineStorage(prisma, pool, tenancy),
    connections: () => ({ open: pool.totalCount, idle: pool.idleCount, waiting: pool.waitingCount }),
    close: async () => {
      await prisma.$disconnect();
      await pool.end();
    },
  };
}
