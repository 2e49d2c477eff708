import { randomBytes } from 'node:crypto';
import { openCountingProxy, type Traffic } from './counting-proxy.ts';
import { measureDatabase } from './key-list-database.ts';
import { keywatchRequest, type PageOfKeys, postgraphileRequest, sqlRequest } from './key-list-queries.ts';
import { type LoadResult, runLoad, sendOnce } from './load.ts';
import { openScratch } from './scratch.ts';
import { seedKeyList } from './seed-key-list.ts';
import { median, round } from './statistics.ts';
import { type Subject, startSubject } from './subject.ts';

const KEYS = 100_000;
const PAGE = 50;
const PAGES_COUNTED = [10, PAGE, 100];
const CONNECTIONS = 16;
const WARM_SECONDS = 4;
const ALONE_SECONDS = 2;
const ROUND_SECONDS = 3;
const ROUNDS = 5;

/** One that takes turns with the others. */
interface Contestant {
  readonly name: string;
  readonly subject: Subject;
  readonly request: Buffer;
}

/** What a contestant's turn came to: with one connection, and with all of them. */
interface Turn {
  readonly alone: LoadResult;
  readonly together: LoadResult;
  readonly cpuMicrosPerOperation: number;
}

/**
 * The list of keys through GraphQL, 50 of 100,000, beside the same data by one hand-written SQL statement and beside
 * PostGraphile 5 on the same tables. The three take turns, and medians of their rounds are compared. Keywatch alone
 * checks a token and works under row-level security.
 */
export async function benchGraphql(): Promise<Record<string, number | Record<string, number>>> {
  await using scratch = await openScratch();
  const asked = await seedKeyList(scratch.config, KEYS);
  const environment = { ...scratch.environment, ...PRODUCTION };
  const traffic = await countTraffic(environment, asked);
  await using keywatch = await startSubject('keywatch', environment);
  await using sql = await startSubject('sql', environment);
  await using postgraphile = await startSubject('postgraphile', environment);
  await demandSameAnswer(keywatch, sql, asked);
  const rounds = await takeTurns([
    { name: 'keywatch    ', subject: keywatch, request: keywatchRequest(asked, PAGE) },
    { name: 'sql         ', subject: sql, request: sqlRequest(asked, PAGE) },
    { name: 'postgraphile', subject: postgraphile, request: postgraphileRequest(asked, PAGE) },
  ]);
  return {
    ...summarise(rounds),
    statementsPerOperation: perPage(traffic, ({ statements }) => statements),
    roundTripsPerOperation: perPage(traffic, ({ roundTrips }) => roundTrips),
    ...(await measureDatabase(scratch.config.databaseUrl ?? '', asked.workspaceId)),
    keys: KEYS,
    page: PAGE,
    connections: CONNECTIONS,
  };
}

/** All contestants as they would run for good. */
const PRODUCTION = {
  NODE_ENV: 'production',
  GRAPHILE_ENV: 'production',
  KEYWATCH_PEPPER: `1:${randomBytes(32).toString('base64')}`,
  KEYWATCH_ENCRYPTION_KEY: randomBytes(32).toString('base64'),
};

/** Counts what one operation sends to Postgres, for each size of page, in a process that nothing else asks. */
async function countTraffic(
  environment: Record<string, string>,
  asked: PageOfKeys,
): Promise<ReadonlyMap<number, Traffic>> {
  await using proxy = await openCountingProxy(environment['DATABASE_URL'] ?? '');
  await using subject = await startSubject('keywatch', { ...environment, DATABASE_URL: proxy.url });
  const counted = new Map<number, Traffic>();
  for (const first of PAGES_COUNTED) {
    const request = keywatchRequest(asked, first);
    // The first one notes that the session was used, which is done once a minute.
    await sendOnce(subject.port, request);
    await sendOnce(subject.port, request);
    proxy.take();
    await sendOnce(subject.port, request);
    counted.set(first, proxy.take());
  }
  return counted;
}

async function demandSameAnswer(keywatch: Subject, sql: Subject, asked: PageOfKeys): Promise<void> {
  const ours = await sendOnce(keywatch.port, keywatchRequest(asked, PAGE));
  const theirs = await sendOnce(sql.port, sqlRequest(asked, PAGE));
  if (ours !== theirs) throw new Error(`Keywatch and SQL answer differently:\n${ours}\n${theirs}`);
}

async function takeTurns(contestants: readonly [Contestant, Contestant, Contestant]) {
  for (const { subject, request } of contestants) await load(subject, request, CONNECTIONS, WARM_SECONDS);
  const rounds: (readonly [Turn, Turn, Turn])[] = [];
  const [keywatch, sql, postgraphile] = contestants;
  for (let number = 0; number < ROUNDS; number++) {
    rounds.push([await takeTurn(keywatch), await takeTurn(sql), await takeTurn(postgraphile)]);
  }
  return rounds;
}

async function takeTurn({ name, subject, request }: Contestant): Promise<Turn> {
  const alone = await load(subject, request, 1, ALONE_SECONDS);
  const cpuBefore = await subject.cpuMicros();
  const together = await load(subject, request, CONNECTIONS, ROUND_SECONDS);
  const cpuMicrosPerOperation = ((await subject.cpuMicros()) - cpuBefore) / together.requests;
  process.stderr.write(
    `${name} ${round(alone.p50Ms)} ms alone; with ${CONNECTIONS} connections ${Math.round(together.requestsPerSecond)} operations/s, p50 ${round(together.p50Ms)} ms, p99 ${round(together.p99Ms)} ms, ${Math.round(cpuMicrosPerOperation)} µs CPU\n`,
  );
  return { alone, together, cpuMicrosPerOperation };
}

async function load(subject: Subject, request: Buffer, connections: number, seconds: number) {
  return await runLoad({ port: subject.port, connections, seconds, requests: [request], expect: '"key 1"' });
}

/**
 * Ratios are taken within each round, then the median of the rounds: of the median latencies with one connection
 * (`timeRatioToSql`), and of the operations per second with all connections (`throughputRatioToSql`,
 * `ratioToPostgraphile`). `p50Ms` is with one connection, `p99Ms` with all.
 */
function summarise(rounds: readonly (readonly [Turn, Turn, Turn])[]) {
  const over = (of: (round: readonly [Turn, Turn, Turn]) => number) => median(rounds.map(of));
  const rate = ({ together }: Turn) => together.requestsPerSecond;
  return {
    operationsPerSecond: Math.round(over(([keywatch]) => rate(keywatch))),
    p50Ms: round(over(([keywatch]) => keywatch.alone.p50Ms)),
    p99Ms: round(over(([keywatch]) => keywatch.together.p99Ms)),
    timeRatioToSql: round(over(([keywatch, sql]) => keywatch.alone.p50Ms / sql.alone.p50Ms)),
    throughputRatioToSql: round(over(([keywatch, sql]) => rate(keywatch) / rate(sql))),
    ratioToPostgraphile: round(over(([keywatch, , postgraphile]) => rate(keywatch) / rate(postgraphile))),
    cpuMicrosPerOperation: Math.round(over(([keywatch]) => keywatch.cpuMicrosPerOperation)),
    sqlOperationsPerSecond: Math.round(over(([, sql]) => rate(sql))),
    sqlP50Ms: round(over(([, sql]) => sql.alone.p50Ms)),
    sqlP99Ms: round(over(([, sql]) => sql.together.p99Ms)),
    sqlCpuMicrosPerOperation: Math.round(over(([, sql]) => sql.cpuMicrosPerOperation)),
    postgraphileOperationsPerSecond: Math.round(over(([, , postgraphile]) => rate(postgraphile))),
    postgraphileP50Ms: round(over(([, , postgraphile]) => postgraphile.alone.p50Ms)),
    postgraphileP99Ms: round(over(([, , postgraphile]) => postgraphile.together.p99Ms)),
    postgraphileCpuMicrosPerOperation: Math.round(
      over(([, , postgraphile]) => postgraphile.cpuMicrosPerOperation),
    ),
  };
}

function perPage(traffic: ReadonlyMap<number, Traffic>, of: (traffic: Traffic) => number) {
  return Object.fromEntries([...traffic].map(([first, counted]) => [String(first), of(counted)]));
}
