import { setTimeout as delay } from 'node:timers/promises';
import { type Subject, startSubject } from '../bench/subject.ts';
import { type LossyProxy, openLossyProxy } from '../test/support/lossy-proxy.ts';

/** A Keywatch process that reaches Redis through a proxy of its own and can be ill-treated. */
export interface CountingProcess extends AsyncDisposable {
  /** Where it listens; another port after each start. */
  url(): string;
  /** Loses the next reply of Redis, and the connection with it. */
  dropReply(): void;
  hang(): Promise<void>;
  goOn(): Promise<void>;
  /** Ends it by SIGKILL. */
  kill(): Promise<void>;
  /** Starts another one in its place, and waits until it listens. */
  start(): Promise<void>;
  /** Waits until Redis has all that this process has counted. */
  untilSent(): Promise<void>;
  /**
   * Ends it by SIGKILL at a moment in which nothing waits in its memory for a Redis that is away, which is lost with the
   * process, as it says in its log when it may. False, with nothing done, where no such moment was found.
   */
  killWhileSent(): Promise<boolean>;
}

const ATTEMPTS = 50;
const POLL_MS = 50;
const SENT_MS_MAX = 90_000;
/** Without a reply for 100 ms a process counts in memory; so shortly after a reply it does not. */
const SURELY_UP_MS = 90;

/** Starts one; `environment` as of a scratch, whose REDIS_URL is taken for what lies behind the proxy. */
export async function startCountingProcess(environment: Record<string, string>): Promise<CountingProcess> {
  const redis = new URL(environment.REDIS_URL ?? '');
  const proxy: LossyProxy = await openLossyProxy({ host: redis.hostname, port: Number(redis.port) });
  redis.port = String(proxy.port);
  let subject: Subject | undefined;
  const url = () => `http://127.0.0.1:${subject?.port ?? 0}`;

  const start = async () => {
    // Redis and Postgres may be away just now, and without them it does not start.
    for (let attempt = 1; ; attempt += 1) {
      try {
        subject = await startSubject('keywatch', { ...environment, REDIS_URL: redis.href }, 'ignore');
        return;
      } catch (error) {
        if (attempt === ATTEMPTS) throw error;
        await delay(POLL_MS * attempt);
      }
    }
  };
  const kill = async () => await subject?.signal('SIGKILL');
  const untilSent = async () => {
    const deadline = performance.now() + SENT_MS_MAX;
    while (!(await hasSentAll(url()))) {
      if (performance.now() > deadline) throw new Error('a process does not get back to Redis');
      await delay(POLL_MS);
    }
  };
  await start();
  return {
    url,
    dropReply: proxy.swallowNextReply,
    hang: async () => await subject?.signal('SIGSTOP'),
    goOn: async () => await subject?.signal('SIGCONT'),
    kill,
    start,
    untilSent,
    killWhileSent: async () => {
      for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
        const askedAt = performance.now();
        if ((await hasSentAll(url())) && performance.now() - askedAt < SURELY_UP_MS) {
          await kill();
          return true;
        }
        await delay(POLL_MS);
      }
      return false;
    },
    [Symbol.asyncDispose]: async () => {
      await subject?.[Symbol.asyncDispose]();
      await proxy.close();
    },
  };
}

/** Redis answers it, after all that it was asked before, and nothing waits to be counted. */
async function hasSentAll(url: string): Promise<boolean> {
  try {
    const ready = await fetch(`${url}/readyz`);
    const { status } = JSON.parse(await ready.text());
    const metrics = await (await fetch(`${url}/metrics`)).text();
    return status === 'ok' && !/^keywatch_(redis_down|counts_waiting) [^0]/m.test(metrics);
  } catch {
    return false;
  }
}
