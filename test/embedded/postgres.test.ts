import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startEmbeddedPostgres } from '../../src/embedded/postgres.ts';
import { temporaryDataDir } from './instance.ts';

const IDLE_MS_MAX = 400;

let dataDir: string;
let postgres: Awaited<ReturnType<typeof startEmbeddedPostgres>>;

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'keywatch-postgres-'));
  postgres = await startEmbeddedPostgres({
    dataDir,
    log: () => undefined,
    idleInTransactionMsMax: IDLE_MS_MAX,
  });
}, 60_000);

afterAll(async () => {
  await postgres.stop();
  await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
});

test('twenty transactions on several connections run one after the other', async () => {
  const pool = openPool(20);
  await pool.query('CREATE TABLE counter (n int); INSERT INTO counter VALUES (0)');
  const increment = async () => {
    const client = await pool.connect();
    await client.query('BEGIN');
    const { rows } = await client.query<{ n: number }>('SELECT n FROM counter');
    await client.query('UPDATE counter SET n = $1', [(rows[0]?.n ?? 0) + 1]);
    await client.query('COMMIT');
    client.release();
  };
  await Promise.all(Array.from({ length: 20 }, increment));
  expect((await pool.query('SELECT n FROM counter')).rows).toEqual([{ n: 20 }]);
});

test('a parameter of many reads never meets the statement of another connection', async () => {
  const pool = openPool(10);
  const long = 'x'.repeat(500_000);
  const answers = await Promise.all(
    Array.from({ length: 120 }, async (_, n) =>
      n % 2
        ? await pool.query('SELECT $1::int AS n', [n])
        : await pool.query('SELECT $1::int AS n, length($2::text) AS length', [n, long]),
    ),
  );
  expect(answers.map((answer) => answer.rows[0].n)).toEqual(answers.map((_, n) => n));
});

test('an error in one connection leaves the queries of the others alone', async () => {
  const pool = openPool(10);
  const answers = await Promise.allSettled(
    Array.from({ length: 100 }, async (_, n) => await pool.query('SELECT 10 / $1::int AS n', [n % 2])),
  );
  expect(answers.map((answer) => answer.status)).toEqual(
    answers.map((_, n) => (n % 2 ? 'fulfilled' : 'rejected')),
  );
});

test('a partitioned table, a transaction-level advisory lock and ON CONFLICT work', async () => {
  const pool = openPool(10);
  await pool.query(`
    CREATE TABLE minute (at timestamptz, n int, PRIMARY KEY (at)) PARTITION BY RANGE (at);
    CREATE TABLE minute_1 PARTITION OF minute FOR VALUES FROM ('2026-01-01') TO ('2026-01-02');
    CREATE TABLE minute_2 PARTITION OF minute FOR VALUES FROM ('2026-01-02') TO ('2026-01-03')`);
  const upsert = async (n: number) => {
    const client = await pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_advisory_xact_lock(7)');
    await client.query(
      `INSERT INTO minute VALUES ('2026-01-01', $1), ('2026-01-02', $1)
       ON CONFLICT (at) DO UPDATE SET n = GREATEST(minute.n, EXCLUDED.n)`,
      [n],
    );
    await client.query('COMMIT');
    client.release();
  };
  await Promise.all(Array.from({ length: 20 }, (_, n) => upsert(n)));
  const { rows } = await pool.query('SELECT tableoid::regclass::text AS part, n FROM minute ORDER BY 1');
  expect(rows).toEqual([
    { part: 'minute_1', n: 19 },
    { part: 'minute_2', n: 19 },
  ]);
});

test('a client that dies inside a transaction is rolled back and the others go on', async () => {
  const pool = openPool(3);
  await pool.query('CREATE TABLE left_open (n int)');
  const dying = await openClient();
  await dying.query('BEGIN');
  await dying.query('INSERT INTO left_open VALUES (1)');
  const waiting = pool.query('SELECT count(*)::int AS n FROM left_open');
  hangUp(dying);
  expect((await waiting).rows).toEqual([{ n: 0 }]);
});

test('a client that dies while its query runs blocks nobody', async () => {
  const pool = openPool(3);
  await pool.query('CREATE TABLE cut_off (n int)');
  for (let n = 0; n < 10; n += 1) {
    const dying = await openClient();
    const begun = dying.query('BEGIN; INSERT INTO cut_off VALUES (1); SELECT pg_sleep(0.02)');
    begun.catch(() => undefined);
    await new Promise(setImmediate);
    hangUp(dying);
  }
  expect((await pool.query('SELECT count(*)::int AS n FROM cut_off')).rows).toEqual([{ n: 0 }]);
});

test('a transaction left idle is ended, so that it does not hold up the others for ever', async () => {
  const pool = openPool(3);
  await pool.query('CREATE TABLE idle (n int)');
  const idle = await openClient();
  const ended = once(idle, 'error');
  await idle.query('BEGIN');
  await idle.query('INSERT INTO idle VALUES (1)');
  expect((await pool.query('SELECT count(*)::int AS n FROM idle')).rows).toEqual([{ n: 0 }]);
  expect(await ended).toMatchObject([{ code: '25P03' }]);
});

test('two connections use one statement name for different statements', async () => {
  const [one, other] = [await openClient(), await openClient()];
  const texts = await Promise.all([
    one.query({ name: 'same', text: 'SELECT 1 AS n' }),
    other.query({ name: 'same', text: 'SELECT 2 AS n' }),
  ]);
  const again = await Promise.all([
    one.query({ name: 'same', text: 'SELECT 1 AS n' }),
    other.query({ name: 'same', text: 'SELECT 2 AS n' }),
  ]);
  expect([...texts, ...again].map((answer) => answer.rows[0].n)).toEqual([1, 2, 1, 2]);
  await other.end();
  const pool = openPool(1);
  await expect
    .poll(async () => (await pool.query('SELECT name FROM pg_prepared_statements')).rows)
    .toHaveLength(1);
});

test('settings that a connection leaves behind end with it', async () => {
  const client = await openClient();
  await client.query("SET search_path TO 'nowhere'");
  await client.end();
  const pool = openPool(1);
  await expect
    .poll(async () => (await pool.query('SHOW search_path')).rows)
    .toEqual([{ search_path: 'public' }]);
});

test('a stranger without the password is refused', async () => {
  const url = new URL(postgres.url);
  url.password = 'guess';
  await expect(new Client(url.href).connect()).rejects.toMatchObject({ code: '28P01' });
});

test('COPY FROM STDIN, which would end PGlite, is refused', async () => {
  const client = await openClient();
  await client.query('CREATE TABLE copied (n int)');
  await expect(client.query('COPY copied FROM STDIN')).rejects.toMatchObject({ code: '0A000' });
  expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
});

test('a creation that was cut short is begun again', { timeout: 60_000 }, async () => {
  const cutShort = await temporaryDataDir();
  await mkdir(join(cutShort, 'postgres/base'), { recursive: true });
  await writeFile(join(cutShort, 'postgres/PG_VERSION'), '18');
  await writeFile(join(cutShort, 'postgres.unfinished'), '');
  const second = await startEmbeddedPostgres({ dataDir: cutShort, log: () => undefined });
  onTestFinished(second.stop);
  const client = await openClient(second.url);
  expect((await client.query('SELECT 1 AS n')).rows).toEqual([{ n: 1 }]);
});

test('a folder that is no database is refused with a next step', { timeout: 60_000 }, async () => {
  const broken = await temporaryDataDir();
  await mkdir(join(broken, 'postgres'));
  await writeFile(join(broken, 'postgres/PG_VERSION'), '9');
  await expect(startEmbeddedPostgres({ dataDir: broken, log: () => undefined })).rejects.toMatchObject({
    code: 'EMBEDDED_START_FAILED',
    message: expect.stringMatching(
      /^the embedded Postgres in .* did not start \(.*\); set DATABASE_URL to use another one$/,
    ),
  });
});

function openPool(max: number): Pool {
  const pool = new Pool({ connectionString: postgres.url, max });
  onTestFinished(async () => await pool.end());
  return pool;
}

async function openClient(url = postgres.url): Promise<Client> {
  const client = new Client(url);
  client.on('error', () => undefined);
  onTestFinished(async () => await client.end().catch(() => undefined));
  await client.connect();
  return client;
}

/** Closes the socket without a word, as a killed process does. */
function hangUp(client: Client): void {
  const connection: unknown = Reflect.get(client, 'connection');
  const stream: unknown = Reflect.get(Object(connection), 'stream');
  Reflect.apply(Reflect.get(Object(stream), 'destroy'), stream, []);
}
