import { createHash } from 'node:crypto';
import { expect, test, vi } from 'vitest';
import { MINUTE_MS } from '../../src/core/usage/cell.ts';
import { createDetect } from '../../src/jobs/detect.ts';
import { createRollUp } from '../../src/jobs/roll-up.ts';
import { openStorage } from '../../src/storage/client.ts';
import { rollUpWatermark, writeWatermark } from '../../src/storage/watermarks.ts';
import { openTestCounters } from '../support/counters.ts';
import { AlertChart, AlertDetail, AlertList } from '../support/documents/alerts.ts';
import { CreateWebhookEndpoint } from '../support/documents.ts';
import { authUrl, send } from '../support/forward-auth.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, success } from '../support/graphql.ts';
import { jobContext } from '../support/jobs.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

const SETTLED = { timeout: 60_000, interval: 200 };

test('a storm of keys that a workspace does not have opens one alert, which is told, shown and ended by quiet', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { databaseUrl } = keywatch;
  const [stormy, calm] = [await seedGateway(keywatch), await seedGateway(keywatch)];
  const { workspaceId, token } = stormy.tenant;
  success(await ask(keywatch, CreateWebhookEndpoint, { workspaceId, url: 'https://hooks.example/' }, token));
  const storage = openStorage({ databaseUrl, connectionsMax: 3 });
  const counters = await openTestCounters({ prefix: keywatch.redisPrefix });
  const context = jobContext(storage, { cells: counters.cells });
  const detect = createDetect();
  const closeThrough = async (minute: number) => {
    const at = new Date(minute + MINUTE_MS + 2_000);
    await writeWatermark(storage.prisma, rollUpWatermark(0), at, new Date());
    await detect.run(context);
  };
  const before = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS - MINUTE_MS;
  await closeThrough(before);

  const unknown = (index: number) => ({ key: index % 2 === 0 ? `kw_live_${index}` : 'not a key' });
  for (let batch = 0; batch < 3; batch += 1) {
    await stormy.verifyBatch(Array.from({ length: 100 }, (_, index) => unknown(index)));
  }
  await stormy.verify({ key: calm.secret });
  const sha256 = createHash('sha256').update('a secret').digest('hex');
  await keywatch.post('/v1/keys/record', stormy.token, { sha256 });
  await send(authUrl(keywatch, stormy.tenant), { authorization: 'Bearer kw_live_unknown' });
  const nobody = '019a0000-0000-7000-8000-0000000000ff';
  await send(authUrl(keywatch, { workspaceId: nobody }), { authorization: 'Bearer kw_live_unknown' });
  await calm.verify({ key: stormy.secret });
  await stormy.verify({ key: stormy.secret });

  const rollUp = createRollUp();
  const counted = async () =>
    await sql(
      databaseUrl,
      'SELECT workspace_id AS id, sum(n)::int AS n FROM unknown_key_minutes GROUP BY 1 ORDER BY 2 DESC',
    );
  const expected = [
    { id: workspaceId, n: 303 },
    { id: calm.tenant.workspaceId, n: 1 },
  ];
  await vi.waitFor(async () => {
    await rollUp.run(context);
    expect(await counted()).toEqual(expected);
  }, SETTLED);
  await rollUp.run(context);
  expect(await counted()).toEqual(expected);

  const after = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
  await closeThrough(after);
  const [{ node: shown } = { node: null }, ...more] = (await ask(keywatch, AlertList, { workspaceId }, token))
    .edges;
  expect([shown?.state, more]).toEqual(['OPEN', []]);
  expect(shown?.sentence).toMatch(
    /\d+ times in a minute, a key was presented that this workspace does not have/,
  );
  const detail = async () => await ask(keywatch, AlertDetail, { workspaceId, id: shown?.id ?? '' }, token);
  expect(await detail()).toMatchObject({ kind: 'unknown_keys', key: null, history: [{ change: 'OPENED' }] });
  const chart = await ask(keywatch, AlertChart, { workspaceId, alertId: shown?.id ?? '' }, token);
  expect(chart.band).toMatchObject({ measure: 'UNKNOWN_KEYS', upper: 60 });
  expect(chart.points.reduce((sum, { requests }) => sum + requests, 0)).toBe(303);
  for (const { requests, denied, observed, lower, upper } of chart.points) {
    expect([denied, observed, lower, upper]).toEqual([requests, requests, 0, 60]);
  }
  const ofCalm = { workspaceId: calm.tenant.workspaceId };
  expect((await ask(keywatch, AlertList, ofCalm, calm.tenant.token)).edges).toEqual([]);

  await closeThrough(after + 31 * MINUTE_MS);
  expect(await detail()).toMatchObject({ state: 'RESOLVED', resolution: 'QUIET' });
  const told = await sql(
    databaseUrl,
    'SELECT event_type AS type FROM deliveries WHERE alert_id = $1 ORDER BY seq',
    [shown?.id],
  );
  expect(told).toEqual([{ type: 'alert.opened' }, { type: 'alert.resolved' }]);
  await storage.close();
});
