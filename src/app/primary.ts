import type { Worker } from 'node:cluster';
import { once } from 'node:events';
import { type Logger, pino } from 'pino';
import type { App } from '../app.ts';
import type { Config } from '../config.ts';
import { processEnded } from '../core/errors.ts';
import { loadSecrets } from '../embedded/secrets.ts';
import { type Members, openMembers } from './group.ts';
import { openServices } from './services.ts';

type Role = 'api' | 'worker';

/** What a member takes the place of is waited for so long; twice as long for each that ended before it was at work. */
const AGAIN_MS = 250;
const AGAIN_MS_MAX = 30_000;

/**
 * Starts a group: `apiProcesses` members that share the port, and one that runs the jobs where the role is `all`. This
 * process only replaces a member that ends. Throws StartFailure or EmbeddedError.
 */
export async function startPrimary(config: Config): Promise<App> {
  const logger = pino({ level: config.logLevel }, pino.destination({ dest: 2, sync: false }));
  const stops: (() => Promise<void>)[] = [];
  const notes: string[] = [];
  const stop = async () => {
    for (const stopPart of stops.splice(0).toReversed()) await stopPart();
  };
  try {
    const { databaseUrl, redis } = await openServices({
      config,
      stops,
      notes,
      log: (line) => logger.info(line),
    });
    if (config.peppers === undefined || config.encryptionKey === undefined) await loadSecrets(config.dataDir);
    const keeper = createKeeper(openMembers(), logger, {
      DATABASE_URL: databaseUrl,
      ...(typeof redis === 'string' ? { REDIS_URL: redis } : {}),
    });
    stops.push(keeper.stop);
    // The first alone: it migrates the database, and makes the first owner, of whom it has to tell.
    const greeting = await keeper.start('api');
    const others = Array.from({ length: config.apiProcesses - 1 }, async () => await keeper.start('api'));
    await Promise.all([...others, ...(config.role === 'all' ? [keeper.start('worker')] : [])]);
    keeper.keep();
    const [listens = '', ...rest] = greeting.split('\n');
    const lines = [listens, `${config.apiProcesses} processes answer there.`, ...notes, ...rest];
    return { url: /http\S+/.exec(listens)?.[0] ?? '', greeting: lines.join('\n'), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Starts members, and from `keep` on replaces those that end. */
function createKeeper(members: Members, logger: Logger, environment: Readonly<Record<string, string>>) {
  const alive = new Map<Worker, Role>();
  const timers = new Set<NodeJS.Timeout>();
  /** Members that ended after their greeting, while others were still starting. */
  const missed: Role[] = [];
  let keeping = false;

  const start = async (role: Role, failures = 0): Promise<string> => {
    const member = members.fork({ ...environment, KEYWATCH_ROLE: role });
    const { pid } = member.process;
    alive.set(member, role);
    let ended = failures + 1;
    let greeted = false;
    member.on('exit', (code, signal) => {
      alive.delete(member);
      if (!keeping) {
        if (greeted) missed.push(role);
        return;
      }
      const waitMs = Math.min(AGAIN_MS * 2 ** (ended - 1), AGAIN_MS_MAX);
      logger.error({ role, pid, code, signal, waitMs }, 'A process ended; another takes its place.');
      startLater(role, ended, waitMs);
    });
    const greeting = await members.greetingOf(member);
    if (greeting === undefined) throw processEnded(role, member.process.exitCode ?? 1);
    logger.info({ role, pid }, 'A process is at work.');
    ended = 1;
    greeted = true;
    return greeting;
  };
  const startLater = (role: Role, failures: number, waitMs: number) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      start(role, failures).catch(() => undefined);
    }, waitMs);
    timers.add(timer);
  };
  return {
    start: async (role: Role) => await start(role),
    keep: () => {
      keeping = true;
      for (const role of missed.splice(0)) {
        logger.error({ role }, 'A process ended during the start; another takes its place.');
        startLater(role, 1, AGAIN_MS);
      }
    },
    stop: async () => {
      keeping = false;
      for (const timer of timers) clearTimeout(timer);
      const ends = [...alive.keys()].map(async (member) => {
        const ended = once(member, 'exit');
        members.stop(member);
        await ended;
      });
      await Promise.all(ends);
    },
  };
}
