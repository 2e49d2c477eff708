import { randomBytes } from 'node:crypto';
import pg from 'pg';

/** A database beside the one of DATABASE_URL. */
export interface MadeDatabase {
  readonly name: string;
  readonly url: string;
  drop(): Promise<void>;
}

const DEFAULT_URL = 'postgresql://postgres@127.0.0.1:5432/test';

/** Makes a database beside the one of DATABASE_URL: a copy of one there, or an empty one. */
export async function createDatabase(template?: string): Promise<MadeDatabase> {
  const given = process.env.DATABASE_URL ?? DEFAULT_URL;
  const name = `keywatch_test_${randomBytes(6).toString('hex')}`;
  await runStatement(
    given,
    `CREATE DATABASE ${name}${template === undefined ? '' : ` TEMPLATE ${template}`}`,
  );
  const url = new URL(given);
  url.pathname = `/${name}`;
  const drop = async () => await runStatement(given, `DROP DATABASE ${name} WITH (FORCE)`);
  return { name, url: url.href, drop };
}

/** Runs one statement on a connection of its own. */
export async function runStatement(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
