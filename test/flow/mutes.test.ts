import { expect, test } from 'vitest';
import { DAY_MS, HOUR_MS } from '../../src/core/usage/cell.ts';
import { CreateMute, EndMute, KeySensitivities, Mutes, SetSensitivity } from '../support/documents/alerts.ts';
import { ask, success } from '../support/graphql.ts';
import { auditOf, makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { startKeywatch } from '../support/keywatch.ts';

const at = (ms: number) => new Date(Date.now() + ms).toISOString();

test('mutes are made, listed and ended; members mute their own keys; bad input is refused', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, token, member, viewer } = tenant;
  const keyId = (await makeKey(keywatch, tenant)).key.id;
  const own = (await makeKey(keywatch, tenant, {}, member.token)).key.id;
  const given = { workspaceId, reason: 'Load test', until: at(HOUR_MS) };
  const make = async (fields: object, asked = token) =>
    await ask(keywatch, CreateMute, { ...given, ...fields }, asked);

  const { mute } = success(await make({ keyId, kinds: ['spike', 'spike'] }));
  expect(mute).toMatchObject({
    key: { id: keyId },
    server: null,
    kinds: ['spike'],
    active: true,
    over: false,
  });
  const weekly = {
    weekly: true,
    from: at(-10 * DAY_MS),
    until: at(-10 * DAY_MS + HOUR_MS),
    serverId: tenant.crm,
  };
  expect(success(await make({ ...weekly, timeZone: 'Europe/Berlin', reason: 'Backups' })).mute).toMatchObject(
    {
      server: { id: tenant.crm },
      active: false,
      over: false,
    },
  );
  const ofMember = success(await make({ keyId: own, reason: 'Mine' }, member.token)).mute.id;
  const reasons = async (asked: string, ended: boolean) =>
    (await ask(keywatch, Mutes, { workspaceId, ended }, asked)).edges.map(({ node }) => node.reason);
  expect(await reasons(token, false)).toEqual(['Mine', 'Backups', 'Load test']);
  expect(await reasons(member.token, true)).toEqual(['Mine']);
  const ended = success(await ask(keywatch, EndMute, { workspaceId, muteId: mute.id }, token));
  expect(ended.mute).toMatchObject({ active: false, over: true });
  success(await ask(keywatch, EndMute, { workspaceId, muteId: mute.id }, token));
  expect(await auditOf(keywatch, mute.id)).toMatchObject([
    { action: 'mute.created' },
    { action: 'mute.ended' },
  ]);
  expect([await reasons(token, false), await reasons(token, true)]).toEqual([
    ['Mine', 'Backups'],
    ['Mine', 'Backups', 'Load test'],
  ]);
  const foreign = { workspaceId, muteId: mute.id };
  expect(await ask(keywatch, EndMute, foreign, member.token)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await ask(keywatch, EndMute, { workspaceId, muteId: ofMember }, viewer.token)).toMatchObject({
    code: 'FORBIDDEN',
  });

  const cases: [object, string, string][] = [
    [{ keyId, serverId: tenant.crm }, 'INVALID_INPUT', 'serverId: give either'],
    [{ keyId: NOBODY }, 'NOT_FOUND', 'no such key'],
    [{ serverId: NOBODY }, 'NOT_FOUND', 'serverId: this workspace has no such server'],
    [{ until: at(-1) }, 'INVALID_INPUT', 'until: must be later'],
    [{ from: at(-2 * HOUR_MS), until: at(-HOUR_MS) }, 'INVALID_INPUT', 'until: is over already'],
    [{ until: at(367 * DAY_MS) }, 'INVALID_INPUT', 'until: must be at most 366 days'],
    [{ until: at(8 * DAY_MS), weekly: true }, 'INVALID_INPUT', 'until: must be at most 7 days'],
    [{ repeatsUntil: at(DAY_MS) }, 'INVALID_INPUT', 'repeatsUntil: is for weekly'],
    [{ weekly: true, repeatsUntil: at(-1) }, 'INVALID_INPUT', 'repeatsUntil: must be later'],
    [{ timeZone: 'Mars/Olympus' }, 'INVALID_INPUT', 'timeZone: must be a time zone'],
    [{ kinds: ['nonsense'] }, 'INVALID_INPUT', 'kinds.0: must be of spike'],
    [{ reason: ' ' }, 'INVALID_INPUT', 'reason: must not be empty'],
  ];
  for (const [fields, code, message] of cases) {
    expect(await make(fields)).toMatchObject({ code, message: expect.stringContaining(message) });
  }
  for (const fields of [{}, { serverId: tenant.crm }]) {
    expect(await make(fields, member.token)).toMatchObject({ code: 'FORBIDDEN' });
  }
  expect(await make({ keyId }, member.token)).toMatchObject({ code: 'NOT_FOUND' });
});

test('the nearest sensitivity holds for a key, and a key says where it was set', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, token, member, crm, mail } = tenant;
  const both = (await makeKey(keywatch, tenant, { name: 'both', serverIds: [crm, mail] })).key.id;
  await makeKey(keywatch, tenant, { name: 'all' });
  const set = async (fields: object, asked = token) =>
    await ask(keywatch, SetSensitivity, { workspaceId, ...fields }, asked);
  const shown = async () =>
    (await ask(keywatch, KeySensitivities, { workspaceId }, token)).edges
      .map(({ node }) => Object.values(node.effectiveSensitivity).join(' of '))
      .toSorted();
  expect(await shown()).toEqual(['NORMAL of NOTHING', 'NORMAL of NOTHING']);
  success(await set({ sensitivity: 'LOW' }));
  expect(await shown()).toEqual(['LOW of WORKSPACE', 'LOW of WORKSPACE']);
  success(await set({ serverId: crm, sensitivity: 'OFF' }));
  success(await set({ serverId: mail, sensitivity: 'HIGH' }));
  expect(await shown()).toEqual(['HIGH of SERVER', 'LOW of WORKSPACE']);
  const { key } = success(await set({ keyId: both, sensitivity: 'OFF' }));
  expect(key).toEqual({ sensitivity: 'OFF' });
  expect(await shown()).toEqual(['LOW of WORKSPACE', 'OFF of KEY']);
  success(await set({ keyId: both, sensitivity: null }));
  expect(await shown()).toEqual(['HIGH of SERVER', 'LOW of WORKSPACE']);
  expect(await auditOf(keywatch, both)).toMatchObject([
    { action: 'key.created' },
    { action: 'key.sensitivity_set', before: { sensitivity: null }, after: { sensitivity: 'OFF' } },
    { action: 'key.sensitivity_set', before: { sensitivity: 'OFF' }, after: { sensitivity: null } },
  ]);
  expect(await set({ sensitivity: 'OFF' }, member.token)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await set({ keyId: both, sensitivity: 'OFF' }, member.token)).toMatchObject({ code: 'NOT_FOUND' });
});
