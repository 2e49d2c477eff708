import { randomBytes } from 'node:crypto';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { type LoadResult, runLoad } from './load.ts';
import { openScratch } from './scratch.ts';
import { DAYS, type SeededUsage, seedUsage } from './seed-usage.ts';
import { median, quantile, round } from './statistics.ts';
import { startSubject } from './subject.ts';
import { BENCH_FUNCTIONS, keywatchUsage, postgraphileUsage, usageStatement } from './usage-queries.ts';

const ROWS = 10_000_000;
const ROUNDS = 11;
/** Long enough for one query. */
const TURN_SECONDS = 0.001;

/**
 * 30 days by hour of 1,000 keys through GraphQL, beside the same statement through `pg` and beside PostGraphile 5 on the same
 * tables, with the same sums in a function, and with a function that sums all cells. They take turns, one query at a time; medians of their times are compared.
 * Keywatch alone checks a token and works under row-level security. `--rows` seeds fewer than 10,000,000 rows.
 */
export async function benchUsage(flags: string[]): Promise<Record<string, number>> {
  const { values } = parseArgs({ args: flags, options: { rows: { type: 'string', default: String(ROWS) } } });
  await using scratch = await openScratch();
  const seeded = await seedUsage(scratch.config, Number(values.rows), Date.now());
  process.stderr.write(`${seeded.rows} rows of ${seeded.keyIds.length} keys in ${DAYS} days\n`);
  const db = new pg.Client({ connectionString: scratch.config.databaseUrl });
  // The scratch database goes first where a turn fails.
  db.on('error', () => undefined);
  await db.connect();
  await db.query(BENCH_FUNCTIONS);
  await db.query(`SET jit = off; SET work_mem = '16MB'`);
  const environment = { ...scratch.environment, ...PRODUCTION };
  await using keywatch = await startSubject('keywatch', environment);
  await using postgraphile = await startSubject('postgraphile', {
    ...environment,
    PGOPTIONS: '-c jit=off -c work_mem=16MB',
  });
  const contestants = [
    async () => await turn(keywatch.port, keywatchUsage(seeded), '"clientErrors":'),
    async () => await askSql(db, seeded),
    async () => await turn(postgraphile.port, postgraphileUsage(seeded, 'benchUsage'), '"clientErrors":'),
    async () => await turn(postgraphile.port, postgraphileUsage(seeded, 'benchCells'), '"clientErrors":'),
  ] as const;
  const rounds: number[][] = [];
  for (let number = 0; number <= ROUNDS; number += 1) {
    const times: number[] = [];
    for (const contestant of contestants) times.push(await contestant());
    process.stderr.write(
      `keywatch, sql, postgraphile, all cells: ${times.map((ms) => `${Math.round(ms)} ms`).join(', ')}\n`,
    );
    // The first round warms what is cached.
    if (number > 0) rounds.push(times);
  }
  await db.end();
  return summarise(seeded, rounds);
}

const PRODUCTION = {
  NODE_ENV: 'production',
  GRAPHILE_ENV: 'production',
  KEYWATCH_PEPPER: `1:${randomBytes(32).toString('base64')}`,
  KEYWATCH_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
};

async function turn(port: number, request: Buffer, expect: string): Promise<number> {
  const { p50Ms }: LoadResult = await runLoad({
    port,
    connections: 1,
    seconds: TURN_SECONDS,
    requests: [request],
    expect,
  });
  return p50Ms;
}

async function askSql(db: pg.Client, seeded: SeededUsage): Promise<number> {
  const { text, values } = usageStatement(seeded);
  const startedAt = performance.now();
  await db.query({ text, values });
  return performance.now() - startedAt;
}

/** Ratios are taken within each round, then the median of the rounds. */
function summarise(seeded: SeededUsage, rounds: readonly (readonly number[])[]): Record<string, number> {
  const of = (place: number) => rounds.map((times) => times[place] ?? Number.NaN);
  const [keywatch, sql, postgraphile, cells] = [of(0), of(1), of(2), of(3)];
  const ratio = (ours: readonly number[], theirs: readonly number[]) =>
    round(median(ours.map((ms, number) => ms / (theirs[number] ?? Number.NaN))));
  return {
    p50Ms: round(median(keywatch)),
    p99Ms: round(quantile(keywatch, 0.99)),
    timeRatioToSql: ratio(keywatch, sql),
    ratioToPostgraphile: ratio(postgraphile, keywatch),
    ratioToPostgraphileOverCells: ratio(cells, keywatch),
    sqlP50Ms: round(median(sql)),
    postgraphileP50Ms: round(median(postgraphile)),
    postgraphileOverCellsP50Ms: round(median(cells)),
    rows: seeded.rows,
    keys: seeded.keyIds.length,
    days: DAYS,
  };
}
