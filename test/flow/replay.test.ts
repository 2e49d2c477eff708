import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { describe, expect, onTestFinished, test } from 'vitest';
import { z } from 'zod';
import { forgetPrefix, redisUrl } from '../support/counters.ts';
import { freshDatabase } from '../support/database.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { type Command, startCommand } from '../support/process.ts';

const reportSchema = z.object({
  lines: z.number(),
  skipped: z.number(),
  accepted: z.number(),
  repeated: z.number(),
  requests: z.number(),
  clientErrors: z.number(),
  serverErrors: z.number(),
  bytes: z.number(),
  lostEvents: z.number(),
});

/** Lines of three days from some addresses, every tenth one failing, 100 bytes each. */
function makeLog(lines: number): string[] {
  return Array.from({ length: lines }, (_, at) => {
    const time = new Date(Date.UTC(2015, 4, 17) + Math.floor((at * 3 * 86_400_000) / lines)).toUTCString();
    const [, day, month, year, clock] = /, (\d+) (\w+) (\d+) (\S+)/.exec(time) ?? [];
    const status = at % 10 === 0 ? (at % 100 === 0 ? 503 : 404) : 200;
    return `192.0.2.${at % 40} - - [${day}/${month}/${year}:${clock} +0000] "GET /a/${at % 50}?q=${at} HTTP/1.1" ${status} 100 "-" "curl/8"`;
  });
}

async function writeLog(lines: readonly string[], name = 'access.log'): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  onTestFinished(async () => await rm(dir, { recursive: true, force: true, maxRetries: 10 }));
  const path = join(dir, name);
  const text = `${lines.join('\n')}\n`;
  await writeFile(path, name.endsWith('.gz') ? gzipSync(text) : text);
  return path;
}

const OWNER = { KEYWATCH_OWNER_EMAIL: 'owner@example.com', KEYWATCH_OWNER_PASSWORD: 'correct horse battery' };

function startReplay(path: string, url: string): Command {
  const command = startCommand('src/cli/replay.ts', [path, '--url', url], OWNER);
  onTestFinished(async () => await command.kill('SIGKILL'));
  return command;
}

async function reportOf(command: Command) {
  const code = await command.exit();
  if (code !== 0) throw new Error(command.output());
  return reportSchema.parse(JSON.parse(command.output().trimEnd().split('\n').at(-1) ?? ''));
}

async function startOwned(): Promise<TestKeywatch> {
  return await startKeywatch({
    ownerEmail: OWNER.KEYWATCH_OWNER_EMAIL,
    ownerPassword: OWNER.KEYWATCH_OWNER_PASSWORD,
  });
}

describe('replaying an access log', () => {
  test('counts every line exactly once, however often it is replayed', async () => {
    const keywatch = await startOwned();
    const path = await writeLog([...makeLog(1_500), 'no log line', '{"level":"info"}'], 'access.log.gz');
    const truth = { requests: 1_500, clientErrors: 135, serverErrors: 15, bytes: 150_000, lostEvents: 0 };
    const first = await reportOf(startReplay(path, keywatch.url));
    expect(first).toMatchObject({ ...truth, lines: 1_500, skipped: 2, accepted: 1_500, repeated: 0 });
    const second = await reportOf(startReplay(path, keywatch.url));
    expect(second).toMatchObject({ ...truth, accepted: 0, repeated: 1_500 });
  });

  test('says in a line what is wrong with what it was given', async () => {
    const keywatch = await startOwned();
    const noLog = await writeLog(['hello', 'world']);
    const cases = [
      [[], /give exactly one access log/],
      [['/nowhere/access.log'], /cannot be read .*give the path of an access log/],
      [[noLog, '--url', keywatch.url], /holds no line of the Common or Combined Log Format/],
      [[await writeLog(makeLog(3)), '--original-time'], /begins on 2015-05-17; .*leave out --original-time/],
      [[await writeLog(makeLog(3)), '--url', 'http://127.0.0.1:1'], /No Keywatch answers at/],
    ] as const;
    for (const [args, message] of cases) {
      const command = startCommand('src/cli/replay.ts', args, OWNER);
      expect(await command.exit()).toBe(1);
      expect(command.output()).toMatch(message);
      expect(command.output()).not.toMatch(/^ {4}at /m);
    }
  });

  test('is exact although the api process is killed in the middle and started again', {
    timeout: 90_000,
  }, async () => {
    const database = await freshDatabase();
    const prefix = `test-${randomUUID()}`;
    const dataDir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
    onTestFinished(async () => {
      await database.drop();
      await forgetPrefix(prefix);
      await rm(dataDir, { recursive: true, force: true, maxRetries: 10 });
    });
    const port = await findFreePort();
    const start = async () => {
      const command = startCommand('src/main.ts', [], {
        ...OWNER,
        DATABASE_URL: database.url,
        REDIS_URL: redisUrl(),
        KEYWATCH_REDIS_PREFIX: prefix,
        KEYWATCH_DATA_DIR: dataDir,
        PORT: String(port),
        LOG_LEVEL: 'error',
      });
      onTestFinished(async () => await command.kill('SIGKILL'));
      await command.until(/listens on/);
      return command;
    };
    const url = `http://127.0.0.1:${port}`;
    const api = await start();
    const path = await writeLog(makeLog(60_000));
    const replay = startReplay(path, url);
    await acceptedBeyond(url, 5_000);
    await api.kill('SIGKILL');
    await start();
    const report = await reportOf(replay);
    expect(report).toMatchObject({
      requests: 60_000,
      clientErrors: 5_400,
      serverErrors: 600,
      bytes: 6_000_000,
    });
    expect(report.accepted + report.repeated).toBe(60_000);
  });
});

async function acceptedBeyond(url: string, count: number): Promise<void> {
  for (;;) {
    const text = await (await fetch(new URL('/metrics', url))).text();
    const [, accepted = '0'] = /keywatch_usage_events_total\{outcome="accepted"\} (\d+)/.exec(text) ?? [];
    if (Number(accepted) > count) return;
  }
}

async function findFreePort(): Promise<number> {
  const server = createServer();
  const listening = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', () => listening.resolve());
  await listening.promise;
  const { port } = server.address() as AddressInfo;
  const closed = Promise.withResolvers<void>();
  server.close(() => closed.resolve());
  await closed.promise;
  return port;
}
