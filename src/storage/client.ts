import { PrismaPg } from '@prisma/adapter-pg';
import type { Prisma } from './generated/client.ts';
import { PrismaClient } from './generated/client.ts';

/** A database handle inside or outside a transaction; what every function of this station takes first. */
export type Db = Prisma.TransactionClient;

/** The open database. */
export interface Storage {
  /** For reads and single statements, and for Pothos. */
  prisma: PrismaClient;
  /** Runs `work` in one transaction; what throws inside rolls it back. Inside, use only the handle given. */
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a pool on a Postgres URL. Connections are made on first use. */
export function openStorage(options: { databaseUrl: string; connectionsMax?: number }): Storage {
  const pool = {
    connectionString: options.databaseUrl,
    max: options.connectionsMax ?? 10,
    connectionTimeoutMillis: 10_000,
  };
  const prisma = new PrismaClient({
    adapter: new PrismaPg(pool, { onPoolError: () => undefined }),
  });
  return {
    prisma,
    transaction: async (work) => await prisma.$transaction(work, { maxWait: 10_000, timeout: 60_000 }),
    close: async () => await prisma.$disconnect(),
  };
}
