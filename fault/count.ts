import { setTimeout as delay } from 'node:timers/promises';
import { openScratch } from '../bench/scratch.ts';
import { seedKeys } from '../bench/seed-keys.ts';
import { injectFaults } from './count-faults.ts';
import { type CountTally, createCountTally } from './count-tally.ts';
import { startCountWriters } from './count-writers.ts';
import { type CountedUsage, endConnections, readCountedUsage, untilRolledUp } from './counted-usage.ts';
import { type CountingProcess, startCountingProcess } from './counting-process.ts';
import { nameKeys } from './name-keys.ts';
import { sum } from './outage-verdict.ts';
import { type PostgresServer, startPostgresServer } from './postgres-server.ts';
import { startRedisServer } from './redis-server.ts';
import type { FaultOptions, Verdict } from './verdict.ts';

const WRITERS = 3;
const ROLLERS = 2;
const KEYS = 200;
const POSTGRES_AWAY_MS = 500;

/**
 * Verifies and reports usage while writers, rollers, Redis and Postgres are killed, stopped and rolled back. Afterwards
 * the usage tables are compared with what clients sent and were answered, key by key.
 */
export async function count({ seconds, rollbacks }: FaultOptions): Promise<Verdict> {
  await using stack = new AsyncDisposableStack();
  const redis = stack.use(await startRedisServer());
  const postgres = await startPostgresServer();
  if (postgres !== undefined) stack.use(postgres);
  const scratch = stack.use(await openScratch({ redisUrl: redis.url, databaseUrl: postgres?.url }));
  const databaseUrl = scratch.config.databaseUrl ?? '';
  const seeded = await seedKeys(scratch.config, KEYS);
  const keys = await nameKeys(databaseUrl, seeded.secrets);
  // That Redis and Postgres are away is told of all the time.
  const environment = { ...scratch.environment, LOG_LEVEL: 'fatal' };
  const startMany = async (role: 'api' | 'worker', times: number): Promise<CountingProcess[]> => {
    const started: CountingProcess[] = [];
    for (let number = 0; number < times; number += 1) {
      started.push(stack.use(await startCountingProcess({ ...environment, KEYWATCH_ROLE: role })));
    }
    return started;
  };
  const writers = await startMany('api', WRITERS);
  const rollers = await startMany('worker', ROLLERS);

  const tally = createCountTally();
  const clients = startCountWriters({ processes: writers, keys, tally, ...seeded });
  const faults = await injectFaults(
    {
      redis,
      writers,
      rollers,
      restartPostgres: async () => await restart(postgres, databaseUrl),
      untilAcknowledged: clients.untilAcknowledged,
      untilSafe: async () => {
        await clients.untilAcknowledged();
        await untilRolledUp(databaseUrl, Date.now());
      },
    },
    { seconds, rollbacks },
  );
  await clients.stop();
  for (const writer of writers) await writer.untilSent();
  await untilRolledUp(databaseUrl, Date.now());
  const counted = await readCountedUsage(databaseUrl);
  return judge(tally, counted, { faults, ...clients.sent });
}

async function restart(postgres: PostgresServer | undefined, databaseUrl: string): Promise<void> {
  if (postgres === undefined) {
    await endConnections(databaseUrl);
    return;
  }
  await postgres.crash();
  await delay(Math.random() * POSTGRES_AWAY_MS);
  await postgres.start();
}

function judge(
  { attempted, acknowledged }: CountTally,
  { byMinutes, byHours, byDays }: CountedUsage,
  told: Verdict['figures'],
): Verdict {
  const wrong = [...attempted].filter(([keyId, most]) => {
    const n = byMinutes.get(keyId) ?? 0;
    const isBetween = n >= (acknowledged.get(keyId) ?? 0) && n <= most;
    return !isBetween || byHours.get(keyId) !== n || byDays.get(keyId) !== n;
  });
  for (const [keyId, most] of wrong) {
    const found = [byMinutes, byHours, byDays].map((counts) => counts.get(keyId) ?? 0).join(', ');
    const answered = acknowledged.get(keyId) ?? 0;
    process.stderr.write(
      `key ${keyId}: ${answered} answered, ${most} sent; minutes, hours, days: ${found}\n`,
    );
  }
  const figures = {
    attempted: sum(attempted),
    acknowledged: sum(acknowledged),
    counted: sum(byMinutes),
    countedByHours: sum(byHours),
    countedByDays: sum(byDays),
    wrongKeys: wrong.length,
    strayKeys: [...byMinutes.keys()].filter((keyId) => !attempted.has(keyId)).length,
    ...told,
  };
  const held = figures.wrongKeys === 0 && figures.strayKeys === 0 && figures.acknowledged > 0;
  return { figures, held };
}
