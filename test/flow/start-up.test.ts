import { readFile, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { temporaryDataDir, usedDataDir } from '../embedded/instance.ts';
import { SignIn, Viewer } from '../support/documents.ts';
import { ask, success } from '../support/graphql.ts';
import { startCommand } from '../support/process.ts';

function start(env: Record<string, string>) {
  const command = startCommand('src/main.ts', [], { PORT: '0', LOG_LEVEL: 'warn', ...env });
  onTestFinished(async () => await command.kill('SIGTERM'));
  return command;
}

describe('npm start on a machine that has neither Postgres nor Redis configured', () => {
  test('makes an owner, tells how to sign in, serves, stops on SIGTERM and keeps everything', async () => {
    const KEYWATCH_DATA_DIR = await temporaryDataDir();
    const first = start({ KEYWATCH_DATA_DIR });
    const [, url = ''] = await first.until(/listens on (http:\S+)/);
    const [, email = '', password = ''] = await first.until(/Sign in as (\S+) with the password (\S+)/);
    const { token } = success(await ask({ url }, SignIn, { email, password }));
    expect(await ask({ url }, Viewer, {}, token)).toMatchObject({ email, workspaces: [{ role: 'OWNER' }] });
    const written: unknown = JSON.parse(await readFile(join(KEYWATCH_DATA_DIR, 'first-owner.json'), 'utf8'));
    expect(written).toEqual({ email, password });
    expect((await stat(join(KEYWATCH_DATA_DIR, 'secrets.json'))).mode & 0o777).toBe(0o600);
    await first.kill('SIGTERM');
    expect(await first.exit()).toBe(0);

    const second = start({ KEYWATCH_DATA_DIR });
    const [, again = ''] = await second.until(/listens on (http:\S+)/);
    expect(second.output()).not.toContain('password');
    expect(await ask({ url: again }, Viewer, {}, token)).toMatchObject({ email });
  });

  test('refuses a data folder that another one uses', async () => {
    const KEYWATCH_DATA_DIR = await usedDataDir();
    const first = start({ KEYWATCH_DATA_DIR });
    await first.until(/listens on/);
    const second = start({ KEYWATCH_DATA_DIR });
    expect(await second.exit()).toBe(1);
    expect(second.output()).toMatch(/^keywatch: another Keywatch \(pid \d+\) uses .*KEYWATCH_DATA_DIR\n$/);
  });
});

describe('a start that cannot be', () => {
  test('names what is wrong with the nodes of a cluster', async () => {
    const cases = [
      [{ REDIS_CLUSTER_NODES: 'a:7000,b' }, /REDIS_CLUSTER_NODES: must be nodes such as .*`b` is none/],
      [{ REDIS_CLUSTER_NODES: 'http://a:7000' }, /REDIS_CLUSTER_NODES: begins with `http:\/\/`/],
      [
        { REDIS_CLUSTER_NODES: 'a:7000', REDIS_URL: 'redis://a:7000' },
        /REDIS_CLUSTER_NODES: takes the place of REDIS_URL; leave one of them out/,
      ],
    ] as const;
    for (const [environment, message] of cases) {
      const command = start(environment);
      expect(await command.exit()).toBe(1);
      expect(command.output()).toMatch(message);
    }
  });

  test('lists every fault of the configuration at once', async () => {
    const command = start({
      PORT: 'eighty',
      DATABASE_URL: 'mysql://localhost',
      KEYWATCH_ENCRYPTION_KEY: 'c2hvcnQ=',
      KEYWATCH_WEBHOOK_ALLOW_CIDRS: '10.0.0.0/8,here',
      KEYWATCH_SMTP_URL: 'https://mail.example',
      KEYWATCH_COLOUR: 'red',
      NODE_ENV: 'production',
    });
    expect(await command.exit()).toBe(1);
    for (const name of [
      'PORT',
      'DATABASE_URL',
      'REDIS_URL',
      'KEYWATCH_PEPPER',
      'KEYWATCH_ENCRYPTION_KEY',
      'KEYWATCH_WEBHOOK_ALLOW_CIDRS',
      'KEYWATCH_SMTP_URL',
      'KEYWATCH_MAIL_FROM',
      'KEYWATCH_COLOUR',
    ]) {
      expect(command.output()).toMatch(new RegExp(`^ {2}${name}: `, 'm'));
    }
    expect(command.output()).not.toContain('    at ');
  });

  test('says in one line that Postgres does not answer, without its password', async () => {
    const command = start({
      DATABASE_URL: 'postgresql://kw:s3cret@127.0.0.1:1/kw',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(await command.exit()).toBe(1);
    expect(command.output()).toMatch(
      /^keywatch: Postgres at 127\.0\.0\.1:1\/kw cannot be used \(.+\); start it or correct DATABASE_URL\.\n$/,
    );
    expect(command.output()).not.toContain('s3cret');
  });

  test('says in one line that Redis does not answer', async () => {
    const KEYWATCH_DATA_DIR = await usedDataDir();
    const command = start({ KEYWATCH_DATA_DIR, REDIS_URL: 'redis://127.0.0.1:1' });
    expect(await command.exit()).toBe(1);
    expect(command.output()).toMatch(
      /^keywatch: Redis at 127\.0\.0\.1:1 cannot be used \(.+\); start it or correct REDIS_URL\.\n$/,
    );
  });

  test('says in one line that the port is taken', async () => {
    const KEYWATCH_DATA_DIR = await usedDataDir();
    const blocker = createServer();
    await new Promise<void>((resolve) => blocker.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void blocker.close());
    const { port } = blocker.address() as AddressInfo;
    const command = start({ KEYWATCH_DATA_DIR, PORT: String(port) });
    expect(await command.exit()).toBe(1);
    expect(command.output()).toContain(
      `keywatch: Port ${port} of 127.0.0.1 is taken; stop what listens there or set PORT.\n`,
    );
  });
});
