import { createHash } from 'node:crypto';
import { describe, expect, onTestFinished, test } from 'vitest';
import { RevokeKey } from '../support/documents.ts';
import { createToken, type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

interface Beat {
  readonly id: number;
  readonly at: number;
  readonly changes: readonly (readonly [string, number])[];
}

/** Follows the stream with a token; beats come in as they are asked for. */
async function* follow(keywatch: TestKeywatch, token: string): AsyncGenerator<Beat> {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const headers = { authorization: `Bearer ${token}` };
  const response = await fetch(new URL('/v1/changes', keywatch.url), { headers, signal: controller.signal });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')).toBe('text/event-stream');
  let rest = '';
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const events = (rest + chunk).split('\n\n');
    rest = events.pop() ?? '';
    for (const event of events) {
      const [, id, data = ''] = /^id: (\d+)\ndata: (.*)$/.exec(event) ?? [];
      yield { id: Number(id), ...(JSON.parse(data) as Omit<Beat, 'id'>) };
    }
  }
}

async function revoke(keywatch: TestKeywatch, { tenant, keyId }: Gateway): Promise<void> {
  const { workspaceId, token } = tenant;
  success(await ask(keywatch, RevokeKey, { workspaceId, keyId }, token));
}

describe('the stream of changes', () => {
  test('beats four times a second, tells changes in order, and only those of its workspace', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const ours = await seedGateway(keywatch);
    const theirs = await seedGateway(keywatch);
    const beats = follow(keywatch, ours.token);
    const first = (await beats.next()).value as Beat;
    expect(first).toMatchObject({ id: 1, changes: [] });
    await revoke(keywatch, theirs);
    await revoke(keywatch, ours);
    const told: unknown[] = [];
    let last = first;
    for await (const beat of beats) {
      expect(beat.id).toBe(last.id + 1);
      last = beat;
      told.push(...beat.changes);
      if (told.length > 0 && beat.id >= 5) break;
    }
    expect(told).toEqual([[ours.keyId, 2]]);
    expect((last.at - first.at) / (last.id - first.id)).toBeLessThan(500);
  });

  test('ends when Redis was flushed, and begins anew', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch);
    const other = await seedGateway(keywatch);
    await revoke(keywatch, other);
    const beats = follow(keywatch, gateway.token);
    await beats.next();
    await keywatch.flushRedis();
    await revoke(keywatch, gateway);
    const rest = await Array.fromAsync(beats);
    expect(rest.flatMap(({ changes }) => changes)).toEqual([]);
    expect((await follow(keywatch, gateway.token).next()).value).toMatchObject({ id: 1 });
  });

  test('takes a gateway token, and ends within seconds of its deletion', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { tenant, token } = await seedGateway(keywatch);
    const admin = await createToken(keywatch, tenant, 'ADMIN');
    for (const [bearer, status] of [
      [admin, 403],
      ['kwt_gw_nobody', 401],
    ] as const) {
      const headers = { authorization: `Bearer ${bearer}` };
      expect((await fetch(new URL('/v1/changes', keywatch.url), { headers })).status).toBe(status);
    }
    const beats = follow(keywatch, token);
    await beats.next();
    await sql(keywatch.databaseUrl, `DELETE FROM access_tokens WHERE kind = 'GATEWAY'`, []);
    expect((await Array.fromAsync(beats)).length).toBeLessThan(20);
  });
});

describe("a key's record for gateways", () => {
  test('holds what decisions need and no secret, and is of this workspace or none', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const ours = await seedGateway(keywatch);
    const theirs = await seedGateway(keywatch);
    const sha256 = createHash('sha256').update(ours.secret).digest('hex');
    const { status, body } = await keywatch.post('/v1/keys/record', ours.token, { sha256 });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      record: {
        keyId: ours.keyId,
        version: 1,
        scopes: ['mcp:read'],
        servers: [{ slug: 'crm', active: true, closedToOwner: false }],
        local: true,
      },
    });
    expect(JSON.stringify(body)).not.toMatch(new RegExp(`${ours.secret.slice(8)}|${sha256}|digest|lastFour`));
    expect(await keywatch.post('/v1/keys/record', theirs.token, { sha256 })).toMatchObject({
      body: { record: null },
    });
    expect(await keywatch.post('/v1/keys/record', ours.token, { sha256: 'x' })).toMatchObject({
      status: 400,
    });
  });
});
