import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { MigrationList } from '@prisma/schema-engine-wasm';
import pg from 'pg';
import { unreachable } from '../core/errors.ts';
import { withSchemaEngine } from './schema-engine.ts';

const MIGRATIONS_DIR = fileURLToPath(new URL('../../prisma/migrations', import.meta.url));

/** One process migrates at a time; the others wait. Any constant does, as long as nothing else in the database uses it. */
const MIGRATION_LOCK = 5_820_311;

/**
 * Applies the migrations that a database lacks, offline, and returns their names. The table `_prisma_migrations` stays
 * as Prisma's CLI writes it, so `prisma migrate` can go on from here. Safe to call from many processes at once. Throws
 * StartFailure where the database cannot be used.
 */
export async function migrate(databaseUrl: string): Promise<string[]> {
  return await applyMigrations(databaseUrl).catch((cause: unknown) => {
    throw unreachable('DATABASE_UNREACHABLE', databaseUrl, cause);
  });
}

async function applyMigrations(databaseUrl: string): Promise<string[]> {
  const lock = new pg.Client({ connectionString: databaseUrl });
  await lock.connect();
  try {
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    return await withSchemaEngine(databaseUrl, async (engine) => {
      const output = await engine.applyMigrations({
        migrationsList: await readMigrations(),
        filters: { externalTables: [], externalEnums: [] },
      });
      return output.appliedMigrationNames;
    });
  } finally {
    await lock.end();
  }
}

/** Reads the committed migrations in the shape that Prisma's schema engine takes. */
async function readMigrations(): Promise<MigrationList> {
  const entries = await readdir(MIGRATIONS_DIR, { withFileTypes: true });
  const names = entries
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  const migrationDirectories = await Promise.all(
    names.map(async (name) => ({
      path: name,
      migrationFile: {
        path: 'migration.sql',
        content: {
          tag: 'ok' as const,
          value: await readFile(join(MIGRATIONS_DIR, name, 'migration.sql'), 'utf8'),
        },
      },
    })),
  );
  const lockfile = await readFile(join(MIGRATIONS_DIR, 'migration_lock.toml'), 'utf8');
  return {
    baseDir: MIGRATIONS_DIR,
    lockfile: { path: 'migration_lock.toml', content: lockfile },
    shadowDbInitScript: '',
    migrationDirectories,
  };
}
