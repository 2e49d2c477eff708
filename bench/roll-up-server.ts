import { randomUUID } from 'node:crypto';
import { readConfig } from '../src/config.ts';
import { openCounters } from '../src/counters/counters.ts';
import { createRollUp } from '../src/jobs/roll-up.ts';
import { openStorage } from '../src/storage/client.ts';
import { serveRounds } from './rounds.ts';

/** One roller as the bench's subject: rolls up all that there is when asked, and tells how long it took. */
const config = readConfig();
const storage = openStorage({ databaseUrl: config.databaseUrl ?? '' });
const counters = await openCounters({
  url: config.redisUrl ?? '',
  prefix: config.redisPrefix,
  shards: config.shards,
  verifies: false,
  silentMs: config.redisSilentMs,
  now: Date.now,
  randomUuid: randomUUID,
  beforeResuming: async () => undefined,
  loadVersions: async () => new Map(),
  loadCounted: async () => new Map(),
  onUnreadable: (field) => process.stderr.write(`unreadable: ${field}\n`),
  onOutage: () => undefined,
  onRecovered: () => undefined,
});
const log = (detail: object, message: string) =>
  void process.stderr.write(`${message} ${JSON.stringify(detail)}\n`);
const rollUp = createRollUp();
serveRounds(
  async () =>
    await rollUp.run({
      storage,
      cells: counters.cells,
      carryVersions: async () => 'DONE',
      now: () => new Date(),
      random: Math.random,
      openSecret: () => '',
      signContainLink: () => '',
      webhookAllowCidrs: [],
      sendMail: async () => 'LOGGED',
      log: { info: log, warn: log, error: log },
      observe: () => undefined,
      signal: new AbortController().signal,
      kick: () => undefined,
    }),
  async () => {
    await counters.close();
    await storage.close();
  },
);
