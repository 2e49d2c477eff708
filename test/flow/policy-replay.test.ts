import { expect, test, vi } from 'vitest';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { UpdateKey } from '../support/documents/keys.ts';
import { PolicyReplay } from '../support/documents/replay.ts';
import { CreateKey } from '../support/documents.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { addMember } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const [VALID, LIMITED] = [decisionMeasure('VALID'), decisionMeasure('RATE_LIMITED')];
const today = Math.floor(Date.now() / DAY) * DAY;

const ADDRESSES = [
  ...Array.from({ length: 8 }, (_, n) => `203.0.113.${n % 3}`),
  '198.51.100.7',
  '2001:db8::1',
  undefined,
  undefined,
];

/** Sends the same requests each time, and returns how many were let through. */
async function sendTraffic(gateway: Gateway): Promise<number> {
  let valid = 0;
  for (const ip of ADDRESSES) {
    const { body } = await gateway.verify({ key: gateway.secret, scopes: ['crm:read'], ip });
    if ((body as { valid: boolean }).valid) valid += 1;
  }
  return valid;
}

test('what a replay predicts is what the policy rejects once it is set', async () => {
  const keywatch = await sharedKeywatch();
  const gateway = await seedGateway(keywatch, { scopes: ['crm:read', 'crm:write'] });
  const { workspaceId, token } = gateway.tenant;
  const replay = async (policy: object) =>
    (await ask(keywatch, PolicyReplay, { workspaceId, policy, keyIds: [gateway.keyId] }, token)).total;
  expect(await sendTraffic(gateway)).toBe(12);
  const allowCidrs = ['203.0.113.0/24'];
  const rateLimit = { limit: 5, windowSeconds: 86_400 };
  await vi.waitFor(async () => expect((await replay({ allowCidrs })).requests).toBe(12), 20_000);

  const rejected = (count: number) => ({
    letThrough: 12,
    rejectedAtLeast: count,
    rejectedAtMost: count,
    exact: true,
    reasons: [],
  });
  expect(await replay({ allowCidrs })).toMatchObject(rejected(4));
  expect(await replay({ allowCidrs: [] })).toMatchObject(rejected(0));
  expect(await replay({ rateLimit })).toMatchObject(rejected(7));
  expect(await replay({ rateLimit, allowCidrs })).toMatchObject(rejected(7));
  expect(await replay({ scopes: ['crm:read', 'crm:write', 'crm:delete'] })).toMatchObject(rejected(0));
  expect(await replay({ expiresAt: new Date(today).toISOString() })).toMatchObject(rejected(12));
  expect(await replay({ scopes: ['crm:write'], allowCidrs })).toMatchObject({
    rejectedAtLeast: 4,
    rejectedAtMost: 12,
    exact: false,
    reasons: [{ code: 'SCOPES_NOT_STORED', sentence: expect.stringContaining('not stored') }],
  });

  const set = { workspaceId, keyId: gateway.keyId, rateLimit, allowCidrs };
  success(await ask(keywatch, UpdateKey, set, token));
  expect(await sendTraffic(gateway)).toBe(12 - 7);
  success(await ask(keywatch, UpdateKey, { ...set, scopes: ['crm:write'] }, token));
  expect(await sendTraffic(gateway)).toBe(0);
  // From here on it is open what the requests asked for while the key had other scopes.
  await vi.waitFor(async () => expect((await replay({ allowCidrs })).requests).toBe(36), 20_000);
  expect(await replay({ scopes: ['crm:write'] })).toMatchObject({ exact: false, letThrough: 12 + 5 });
});

test('what is older is judged by the hour, and of many keys at once', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const idOfNew = async (name: string) =>
    success(await ask(keywatch, CreateKey, { workspaceId, name }, token)).key.id;
  const [calm, busy] = [await idOfNew('calm'), await idOfNew('busy')];
  const rows = usageRows(keywatch.databaseUrl, workspaceId);
  const at = today - 10 * DAY;
  await rows.backfill([
    { keyId: calm, at, measure: VALID, n: 30 },
    { keyId: busy, at, measure: VALID, n: 500 },
    { keyId: busy, at: at + HOUR, measure: LIMITED, n: 70 },
  ]);
  await rows.roll([
    { keyId: busy, at: today - DAY, measure: VALID, n: 90 },
    { keyId: busy, at: today - 6 * DAY - HOUR, measure: VALID, n: 10 },
  ]);
  const replay = async (policy: object, more = {}) =>
    await ask(keywatch, PolicyReplay, { workspaceId, policy, ...more }, token);
  const perMinute = await replay({ rateLimit: { limit: 60 } });
  expect(perMinute.keys).toMatchObject([
    {
      key: { name: 'busy' },
      counts: { requests: 670, letThrough: 600, rejectedAtLeast: 30, rejectedAtMost: 470, exact: false },
    },
    { key: { name: 'calm' }, counts: { rejectedAtLeast: 0, rejectedAtMost: 0, exact: true } },
  ]);
  expect(perMinute.total).toMatchObject({ letThrough: 630, rejectedAtLeast: 30, rejectedAtMost: 470 });
  expect(perMinute.total.reasons.map(({ code }) => code)).toEqual(['STORED_BY_HOUR']);
  const expired = await replay({ expiresAt: new Date(today - 5 * DAY).toISOString() });
  expect(expired.total).toMatchObject({ rejectedAtLeast: 90, rejectedAtMost: 90, exact: true });
  const shorter = await replay({ allowCidrs: ['10.0.0.0/8'] }, { days: 6, filter: { text: 'busy' } });
  expect(shorter).toMatchObject({ keysLeftOut: false, keys: [{ keyId: busy }] });
  expect(shorter.total).toMatchObject({ requests: 90, rejectedAtLeast: 90, exact: true });

  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  const asked = { workspaceId, policy: { rateLimit: { limit: 60 } } };
  expect((await ask(keywatch, PolicyReplay, asked, member.token)).keys).toEqual([]);
  expect(await execute(keywatch, PolicyReplay, { ...asked, keyIds: [busy] }, member.token)).toMatchObject({
    codes: ['NOT_FOUND'],
  });
});

test.each([
  ['INVALID_INPUT', 'must name a rule', { policy: {} }],
  ['INVALID_INPUT', 'days: must be from 1 to 90', { policy: { scopes: [] }, days: 91 }],
  ['INVALID_INPUT', 'rateLimit.limit', { policy: { rateLimit: { limit: 0 } } }],
  ['CIDR_INVALID', 'host bits', { policy: { allowCidrs: ['10.0.0.1/8'] } }],
  [
    'INVALID_INPUT',
    'at most 100',
    { policy: { scopes: [] }, keyIds: Array.from({ length: 101 }, idOfNobody) },
  ],
] as const)('a replay is refused with %s: %s', async (code, words, more) => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const answer = await execute(keywatch, PolicyReplay, { workspaceId, ...more } as never, token);
  expect(answer).toMatchObject({ data: null, codes: [code], messages: [expect.stringContaining(words)] });
});

function idOfNobody(_: unknown, index: number): string {
  return `019a0000-0000-7000-8000-${String(index).padStart(12, '0')}`;
}
