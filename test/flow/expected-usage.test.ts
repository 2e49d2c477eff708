import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS, MINUTE_MS } from '../../src/core/usage/cell.ts';
import { CLIENT_ERRORS, decisionMeasure } from '../../src/core/usage/measure.ts';
import { seedAlert } from '../support/alerts.ts';
import { AlertChart, ExpectedUsage, SetSensitivity } from '../support/documents/alerts.ts';
import { CreateKey } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

const VALID = decisionMeasure('VALID');
const USUAL = 20;
const STOLEN = 4_000;

/** A key with six days of 20 requests a minute, and in their last hour of ten quiet minutes, then half an hour of 4,000. */
async function seedTheft(keywatch: TestKeywatch) {
  const { token, workspaceId } = await seedTenant(keywatch);
  const keyId = success(await ask(keywatch, CreateKey, { workspaceId, name: 'stolen' }, token)).key.id;
  const to = Math.floor(Date.now() / HOUR_MS) * HOUR_MS;
  const [begin, quiet, theft] = [to - 6 * DAY_MS, to - 50 * MINUTE_MS, to - 30 * MINUTE_MS];
  const rows = Array.from({ length: (to - begin) / MINUTE_MS }, (_, index) => begin + index * MINUTE_MS)
    .filter((at) => at < quiet || at >= quiet + 10 * MINUTE_MS)
    .map((at) => ({ keyId, at, measure: VALID, n: at >= theft ? STOLEN : USUAL }));
  const errors = { keyId, at: theft - MINUTE_MS, measure: CLIENT_ERRORS, n: 3 };
  await usageRows(keywatch.databaseUrl, workspaceId).roll([...rows, errors]);
  return { token, workspaceId, keyId, to, begin, quiet, theft };
}

test('what a key did is drawn beside what was expected of each minute, also of quiet ones', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { token, workspaceId, keyId, to, begin, quiet, theft } = await seedTheft(keywatch);
  const asked = { workspaceId, keyId };
  const spanOf = (from: number, before: number) => ({
    from: new Date(from).toISOString(),
    to: new Date(before).toISOString(),
  });
  const hours = spanOf(to - 120 * MINUTE_MS, to);
  const drawn = await ask(keywatch, ExpectedUsage, { ...asked, ...hours }, token);
  expect(drawn).toMatchObject({
    keyId,
    key: { name: 'stolen' },
    sensitivity: 'NORMAL',
    phase: 'FULL',
    from: hours.from,
  });
  const at = (minute: number) => drawn.points[(minute - (to - 120 * MINUTE_MS)) / MINUTE_MS];
  expect(drawn.points.length).toBe((Date.parse(drawn.to) - Date.parse(drawn.from)) / MINUTE_MS);
  expect(at(to - MINUTE_MS)).toMatchObject({ at: new Date(to - MINUTE_MS).toISOString(), requests: STOLEN });
  expect(at(quiet + MINUTE_MS)).toMatchObject({ requests: 0, errors: 0, denied: 0 });
  expect(at(theft - MINUTE_MS)).toMatchObject({ requests: USUAL, errors: 3 });
  for (const { expected, lower, upper } of drawn.points) {
    expect(expected).toBeCloseTo(USUAL, -1);
    expect(lower).toBeLessThanOrEqual(expected ?? 0);
    expect(upper).toBeGreaterThan(2 * USUAL);
    expect(upper).toBeLessThan(STOLEN / 10);
  }

  const first = await ask(keywatch, ExpectedUsage, { ...asked, ...spanOf(begin - 60_000, to) }, token);
  expect(first.points).toHaveLength((to - begin) / MINUTE_MS + 1);
  const learnt = first.points.findIndex(({ upper }) => upper !== null);
  expect(learnt).toBe(1 + DAY_MS / MINUTE_MS);
  expect(first.points.slice(0, learnt).every(({ expected, lower }) => expected ?? lower === null)).toBe(true);

  success(await ask(keywatch, SetSensitivity, { ...asked, sensitivity: 'HIGH' }, token));
  const high = await ask(keywatch, ExpectedUsage, { ...asked, ...hours }, token);
  expect(high.sensitivity).toBe('HIGH');
  expect(high.points[0]?.upper).toBeLessThan(drawn.points[0]?.upper ?? 0);

  const ahead = await ask(keywatch, ExpectedUsage, { ...asked, ...spanOf(to, to + 2 * HOUR_MS) }, token);
  expect(Date.parse(ahead.to)).toBeLessThanOrEqual(Date.now());
  expect(ahead.points.length).toBeLessThanOrEqual(60);

  const codesOf = async (variables: object, as = token) =>
    (await execute(keywatch, ExpectedUsage, { ...asked, ...hours, ...variables }, as)).codes;
  expect(await codesOf(spanOf(to, to))).toEqual(['INVALID_INPUT']);
  expect(await codesOf(spanOf(to - 8 * DAY_MS, to))).toEqual(['RANGE_TOO_LONG']);
  expect(await codesOf(spanOf(to - 9 * DAY_MS, to - 8 * DAY_MS))).toEqual(['RANGE_NOT_KEPT']);
  expect(await codesOf({ keyId: workspaceId })).toEqual(['NOT_FOUND']);
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  expect(await codesOf({}, member.token)).toEqual(['NOT_FOUND']);
  expect(await codesOf({}, (await signUp(keywatch, 'Eve')).token)).toEqual(['NOT_FOUND']);
});

test('the chart of an alert has what was expected of each of its minutes, in the measure of the alert', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { token, workspaceId, keyId, theft } = await seedTheft(keywatch);
  const alertId = await seedAlert(keywatch.databaseUrl, { workspaceId, keyId, severity: 'CRITICAL' });
  const update = 'UPDATE alerts SET since = $2, last_minute = $2, kind = $3 WHERE id = $1';
  const chartOf = async (kind: string) => {
    await sql(keywatch.databaseUrl, update, [alertId, new Date(theft), kind]);
    return await ask(keywatch, AlertChart, { workspaceId, alertId }, token);
  };
  const spike = await chartOf('spike');
  const stolen = spike.points.find(({ at }) => Date.parse(at) === theft);
  expect(stolen?.observed).toBe(STOLEN);
  expect(stolen?.expected).toBeCloseTo(USUAL, -1);
  expect(stolen?.upper).toBeLessThan(STOLEN / 10);
  expect(spike.points.every(({ lower, upper }) => lower !== null && upper !== null)).toBe(true);
  const errors = await chartOf('error_rate');
  for (const { upper } of errors.points) expect(upper).toBeCloseTo(0.1, 1);
  const dormant = await chartOf('dormant');
  expect(dormant.band).toBeNull();
  expect(dormant.points.every(({ observed, expected }) => (observed ?? expected) === null)).toBe(true);
});
