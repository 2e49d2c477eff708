import { expect, test } from 'vitest';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { AlertDryRun } from '../support/documents/alerts.ts';
import { CreateKey, DetectorDryRun } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

const MINUTE = 60_000;
const DAY = 1_440 * MINUTE;
const VALID = decisionMeasure('VALID');

test('a dry run tells of the hour in which a key was stolen, and writes nothing', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const idOfNew = async (name: string) =>
    success(await ask(keywatch, CreateKey, { workspaceId, name }, token)).key.id;
  const [stolen, calm] = [await idOfNew('stolen'), await idOfNew('calm')];
  const to = Math.floor(Date.now() / MINUTE) * MINUTE;
  const from = to - 5 * DAY;
  const usual = Array.from({ length: 5 * 1_440 }, (_, index) => ({
    at: from + index * MINUTE,
    measure: VALID,
    n: 20,
  }));
  const theft = to - 30 * MINUTE;
  await usageRows(keywatch.databaseUrl, workspaceId).roll([
    ...usual.map((row) => ({ ...row, keyId: calm })),
    ...usual.map((row) => ({ ...row, keyId: stolen, n: row.at >= theft ? 4_000 : row.n })),
  ]);
  const asked = { workspaceId, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  const before = await sql(keywatch.databaseUrl, 'SELECT count(*) FROM audit_events');
  const runs = await ask(keywatch, DetectorDryRun, asked, token);
  expect(runs.map(({ key, phase, findings }) => [key.name, phase, findings.length > 0])).toEqual([
    ['calm', 'FULL', false],
    ['stolen', 'FULL', true],
  ]);
  const [finding] = runs[1]?.findings ?? [];
  expect(finding).toMatchObject({
    kind: 'spike',
    severity: 'CRITICAL',
    sentence: expect.stringContaining('expected'),
  });
  expect(Date.parse(finding?.since ?? '') - theft).toBeLessThanOrEqual(2 * MINUTE);

  const limit = { name: 'Busy', metric: 'REQUESTS', limit: 1_000 } as const;
  const now = await ask(keywatch, AlertDryRun, { workspaceId }, token);
  expect(now).toMatchObject({
    exact: false,
    keysLeftOut: 0,
    keys: [
      { key: { name: 'calm' }, sensitivity: 'NORMAL', phase: 'FULL', alerts: [] },
      { key: { name: 'stolen' }, alerts: [{ kind: 'spike', threshold: null, severity: 'CRITICAL' }] },
    ],
  });
  expect(Date.parse(now.to) - Date.parse(now.from)).toBe(7 * DAY);
  const sensitivity = 'OFF' as const;
  const tried = { workspaceId, days: 7, sensitivity, thresholds: [limit], keyIds: [stolen] };
  expect(await ask(keywatch, AlertDryRun, tried, token)).toMatchObject({
    exact: true,
    keys: [{ alerts: [{ kind: 'threshold', threshold: 0, sentence: expect.stringContaining('“Busy”') }] }],
  });
  const share = { ...limit, metric: 'ERROR_SHARE', limit: 20 } as const;
  for (const bad of [
    { days: 0 },
    { days: 15 },
    { thresholds: [share] },
    { thresholds: Array.from({ length: 11 }, () => limit) },
  ]) {
    const refused = await execute(keywatch, AlertDryRun, { ...tried, ...bad }, token);
    expect(refused.codes).toEqual(['INVALID_INPUT']);
  }

  for (const table of ['alerts', 'detector_states']) {
    expect(await sql(keywatch.databaseUrl, `SELECT 1 FROM ${table}`)).toEqual([]);
  }
  expect(await sql(keywatch.databaseUrl, 'SELECT count(*) FROM audit_events')).toEqual(before);

  const one = await ask(keywatch, DetectorDryRun, { ...asked, keyIds: [calm] }, token);
  expect(one.map(({ keyId }) => keyId)).toEqual([calm]);
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  expect(await ask(keywatch, DetectorDryRun, asked, member.token)).toEqual([]);
  expect(await execute(keywatch, DetectorDryRun, { ...asked, keyIds: [calm] }, member.token)).toMatchObject({
    codes: ['NOT_FOUND'],
  });
  const asMember = await execute(keywatch, AlertDryRun, tried, member.token);
  expect(asMember.codes).toEqual(['NOT_FOUND']);
  const long = { ...asked, from: new Date(to - 8 * DAY).toISOString() };
  expect(await execute(keywatch, DetectorDryRun, long, token)).toMatchObject({ codes: ['RANGE_TOO_LONG'] });
});
