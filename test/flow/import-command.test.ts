import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { createToken } from '../support/gateway.ts';
import { seedTenant } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { startCommand } from '../support/process.ts';
import { sql } from '../support/sql.ts';

describe('npm run import', () => {
  test('imports a file of thousands of keys in chunks, and says which lines were refused', async () => {
    const { databaseUrl, run, verify } = await setUp();
    const secrets = Array.from({ length: 2_500 }, (_, index) => `mcp_sk_${index}_${randomUUID()}`);
    const lines = secrets.map(
      (secret, index) => `${hashOf(secret)},"key ${index}",crm bot,"{""n"":${index}}"`,
    );
    const good = `\uFEFFsha256,name,description,metadata\r\n${lines.join('\r\n')}\r\n`;
    const again = `${hashOf(secrets[7] ?? '')},again,"two\nlines",\r\nshort,name,,\r\n`;
    const path = await write('keys.csv', `${good}\r\n${again}`);

    const dry = await run([path, '--dry-run']);
    expect([dry.code, dry.sum]).toEqual([1, { rows: 2_502, imported: 2_501, refused: 1 }]);
    expect(await countKeys(databaseUrl)).toBe(0);

    const first = await run([path]);
    expect([first.code, first.sum]).toEqual([1, { rows: 2_502, imported: 2_500, refused: 2 }]);
    expect(first.output).toMatch(/^line 2504: DUPLICATE_HASH sha256: a key with this hash exists already/m);
    expect(first.output).toMatch(/^line 2505: INVALID_INPUT sha256: must be 64 hexadecimal digits/m);
    expect(first.output).not.toContain(hashOf(secrets[7] ?? ''));
    expect(await countKeys(databaseUrl)).toBe(2_500);
    for (const index of [0, 1_234, 2_499]) {
      expect(await verify(secrets[index])).toMatchObject({
        valid: true,
        name: `key ${index}`,
        metadata: { n: index },
      });
    }

    const second = await run([path]);
    expect([second.code, second.sum]).toEqual([1, { rows: 2_502, imported: 0, refused: 2_502 }]);
  });

  test('imports JSON, and ends with 0 where nothing was refused', async () => {
    const { run, verify } = await setUp();
    const secret = `ok1-4-2-${randomUUID()}`;
    const path = await write('keys.json', JSON.stringify([{ sha256: hashOf(secret), name: 'obot' }]));
    const { code, sum } = await run([path]);
    expect([code, sum]).toEqual([0, { rows: 1, imported: 1, refused: 0 }]);
    expect(await verify(secret)).toMatchObject({ valid: true, name: 'obot' });
  });

  test('says in a line what is wrong with what it was given', async () => {
    const { url, workspaceId, token } = await setUp();
    const good = await write('keys.csv', `sha256,name\n${hashOf('a')},a\n`);
    const rest = ['--url', url, '--token', token, '--workspace', workspaceId];
    const cases: [string[], RegExp][] = [
      [rest, /give exactly one file of keys/],
      [[good, '--url', url], /give --token and --workspace/],
      [[good, ...rest, '--url', 'x'], /--url must be a URL/],
      [[good, ...rest, '--url', 'http://127.0.0.1:1'], /No Keywatch answers at/],
      [['/nowhere/keys.csv', ...rest], /cannot be read; give the path/],
      [[await write('empty.csv', 'sha256,name\n'), ...rest], /has no rows of keys/],
      [[await write('torn.csv', 'sha256,name\na,"b'), ...rest], /is no CSV file: /],
      [[await write('wide.csv', 'sha256,name\na,b,c'), ...rest], /is no CSV file: .*line 2/],
      [[await write('keys.json', '[1]'), ...rest], /is no JSON array of keys/],
      [[await write('odd.csv', 'sha256,name,colour\na,b,c'), ...rest], /data: has unknown columns `colour`/],
      [[good, ...rest, '--token', 'nonsense'], /import: /],
      [[good, ...rest, '--workspace', randomUUID()], /There is no such workspace/],
    ];
    for (const [args, message] of cases) {
      const command = startCommand('src/cli/import.ts', args, {});
      expect([args.at(0), await command.exit()]).toEqual([args.at(0), 1]);
      expect(command.output()).toMatch(message);
      expect(command.output()).not.toMatch(/^ {4}at /m);
    }
  });
});

function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

async function write(name: string, text: string): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'keywatch-test-'));
  onTestFinished(async () => await rm(dir, { recursive: true, force: true, maxRetries: 10 }));
  const path = join(dir, name);
  await writeFile(path, text);
  return path;
}

async function countKeys(databaseUrl: string): Promise<number> {
  return (await sql(databaseUrl, 'SELECT 1 FROM keys')).length;
}

async function setUp() {
  const keywatch = await startKeywatch({ role: 'api' });
  const { url, databaseUrl } = keywatch;
  const tenant = await seedTenant(keywatch);
  const token = await createToken(keywatch, tenant, 'ADMIN');
  const gateway = await createToken(keywatch, tenant, 'GATEWAY');
  const { workspaceId } = tenant;
  return {
    url,
    databaseUrl,
    workspaceId,
    token,
    verify: async (key: string | undefined) =>
      (await keywatch.post('/v1/keys/verify', gateway, { key })).body,
    run: async (args: string[]) => {
      const options = ['--url', url, '--token', token, '--workspace', workspaceId];
      const command = startCommand('src/cli/import.ts', [...args, ...options], {});
      onTestFinished(async () => await command.kill('SIGKILL'));
      const code = await command.exit();
      const output = command.output();
      const sum: unknown = JSON.parse(output.trimEnd().split('\n').at(-1) ?? '');
      return { code, output, sum };
    },
  };
}
