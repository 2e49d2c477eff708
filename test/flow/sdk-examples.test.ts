import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { seedGateway } from '../support/gateway.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { startCommand } from '../support/process.ts';

const ROOT = join(import.meta.dirname, '../..');
const run = promisify(execFile);
let folder: string;

/** A project of somebody else's: the SDK as it is published, the frameworks, and the examples of docs/sdk.md. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keywatch-sdk-'));
  const modules = join(folder, 'node_modules');
  const published = join(modules, 'keywatch');
  await mkdir(published, { recursive: true });
  const tsc = join(ROOT, 'node_modules/.bin/tsc');
  await run(tsc, ['-p', join(ROOT, 'tsconfig.sdk.json'), '--outDir', join(published, 'dist')]);
  const { exports } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8')) as { exports: object };
  await writeFile(
    join(published, 'package.json'),
    JSON.stringify({ name: 'keywatch', type: 'module', exports }),
  );
  for (const name of ['fastify', 'express', '@modelcontextprotocol']) {
    await symlink(join(ROOT, 'node_modules', name), join(modules, name));
  }
  const page = await readFile(join(ROOT, 'docs/sdk.md'), 'utf8');
  for (const [, name = '', text = ''] of page.matchAll(/```js (\S+)\n([^]*?)```/g)) {
    await writeFile(join(folder, name), text);
  }
});

afterAll(async () => await rm(folder, { recursive: true, force: true }));

describe('the examples of docs/sdk.md', () => {
  test.each([
    ['server-http.mjs', '/'],
    ['server-fastify.mjs', '/things'],
    ['server-express.mjs', '/things'],
    ['server-mcp.mjs', '/mcp'],
  ])('%s lets the signing client in, and nobody without a key', async (name, path) => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, secret } = await seedGateway(keywatch);
    const server = startCommand(join(folder, name), [], {
      KEYWATCH_URL: keywatch.url,
      KEYWATCH_TOKEN: token,
    });
    onTestFinished(async () => await server.kill('SIGKILL'));
    const [, port] = await server.until(/listening on (\d+)/);
    const url = `http://127.0.0.1:${port}${path}`;
    const client = startCommand(join(folder, 'client.mjs'), [], { API_KEY: secret, SERVER_URL: url });
    expect(await client.exit()).toBe(0);
    expect(client.output()).toMatch(/^200 .*Hello Key/s);
    expect((await fetch(url, { method: 'POST' })).status).toBe(401);
  });

  test('need types that come along', async () => {
    await writeFile(
      join(folder, 'typed.mts'),
      `import { createKeywatch } from 'keywatch/sdk';
       import type { KeywatchError } from 'keywatch/sdk/errors';
       import { protect } from 'keywatch/sdk/express';
       const keywatch = createKeywatch({ url: 'http://x', token: 'x', local: { limitShare: 0.5 } });
       protect({ keywatch, onUnavailable: (error: KeywatchError) => console.log(error.code) });
       // @ts-expect-error a key is a text
       void keywatch.verify({ key: 1 });`,
    );
    const options = ['--noEmit', '--strict', '--module', 'nodenext', '--types', 'node', '--typeRoots'];
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const checked = run(tsc, [...options, join(ROOT, 'node_modules/@types'), join(folder, 'typed.mts')], {
      cwd: folder,
    });
    await expect(checked).resolves.toMatchObject({ stdout: '' });
  });
});
