import { expect, onTestFinished, test, vi } from 'vitest';
import { containmentUrl } from '../../src/core/containment-link.ts';
import { MINUTE_MS } from '../../src/core/usage/cell.ts';
import { containAlerts } from '../../src/jobs/contain-alerts.ts';
import { endContainments } from '../../src/jobs/end-containments.ts';
import { openStorage } from '../../src/storage/client.ts';
import { seedAlert } from '../support/alerts.ts';
import {
  ContainKey,
  ContainmentDryRun,
  Containments,
  Halts,
  Policies,
  ReleaseContainment,
  SetPolicy,
  UndoContainment,
} from '../support/documents/containment.ts';
import { DeleteKey } from '../support/documents/keys.ts';
import { CreateKey } from '../support/documents.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, execute, success } from '../support/graphql.ts';
import { jobContext } from '../support/jobs.ts';
import { auditOf, NOBODY } from '../support/key-tenant.ts';
import { startKeywatch } from '../support/keywatch.ts';

const CRITICAL = { severity: 'CRITICAL', sentence: 'Too <much>.' } as const;

const RULE = { severity: 'WARNING' as const, score: 5, automatic: true };
const WAIT = { timeout: 60_000, interval: 50 };

/** A Keywatch at work, a tenant with a key, and the tables as the detector's job has them. */
async function setUp() {
  const keywatch = await startKeywatch();
  const gateway = await seedGateway(keywatch);
  const storage = openStorage({ databaseUrl: keywatch.databaseUrl, connectionsMax: 3 });
  onTestFinished(storage.close);
  const { workspaceId, token } = gateway.tenant;
  const minute = new Date(Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS);
  return {
    ...gateway,
    keywatch,
    storage,
    workspaceId,
    token,
    minute,
    /** What the job does in the transaction in which it moves alerts. */
    move: async (keyIds: readonly string[], now = new Date()) =>
      await storage.transaction(async (db) => await containAlerts(db, keyIds, minute, now)),
    code: async () => ((await gateway.verify({ key: gateway.secret })).body as { code: string }).code,
    containments: async (active?: boolean) =>
      (await ask(keywatch, Containments, { workspaceId, active }, token)).edges.map(({ node }) => node),
  };
}

test('a policy contains a key by its alert at once, escalates, ends by itself, and leaves what a person undid', async () => {
  const { keywatch, workspaceId, token, keyId, storage, minute, move, code, containments } = await setUp();
  const alertId = await seedAlert(keywatch.databaseUrl, {
    ...CRITICAL,
    workspaceId,
    keyId,
    score: 6,
    at: minute,
  });
  const set = async (policy: object | null, more = {}) =>
    await ask(keywatch, SetPolicy, { workspaceId, policy: policy as never, ...more }, token);
  await move([keyId]);
  expect(await containments()).toEqual([]);

  const rules = [
    { ...RULE, step: 'READ_ONLY', minutes: 30 },
    { ...RULE, score: 20, step: 'SUSPEND' },
  ];
  expect(await set({ rules })).toMatchObject({ policy: { rules: [{ minutes: 30 }, { minutes: null }] } });
  expect(await code()).toBe('VALID');
  await Promise.all([move([keyId]), move([keyId])]);
  await vi.waitFor(async () => expect(await code()).toBe('INSUFFICIENT_SCOPE'), WAIT);
  await move([keyId]);
  expect(await containments()).toMatchObject([{ step: 'READ_ONLY', by: 'POLICY', alert: { id: alertId } }]);

  await storage.prisma.alert.update({ where: { id: alertId }, data: { score: 25 } });
  await move([keyId]);
  await vi.waitFor(async () => expect(await code()).toBe('SUSPENDED'), WAIT);
  expect((await containments()).map(({ step, end }) => [step, end])).toEqual([
    ['SUSPEND', null],
    ['READ_ONLY', 'REPLACED'],
  ]);
  const undone = await ask(keywatch, UndoContainment, { workspaceId, keyId }, token);
  expect(undone).toMatchObject({ key: { status: 'ACTIVE', containment: { step: 'READ_ONLY' } } });
  await move([keyId]);
  expect(await containments(true)).toMatchObject([{ step: 'READ_ONLY' }]);

  const late = jobContext(storage, { now: () => new Date(Date.now() + 31 * MINUTE_MS) });
  await Promise.all([endContainments(late), endContainments(late)]);
  await endContainments(late);
  await vi.waitFor(async () => expect(await code()).toBe('VALID'), WAIT);
  expect(await containments(true)).toEqual([]);
  const actions = ((await auditOf(keywatch, keyId)) as { action: string }[]).map(({ action }) => action);
  expect(actions.filter((action) => action === 'key.containment_ended')).toHaveLength(2);

  const ofAlert = `query ($w: ID!) { alerts(workspaceId: $w) { edges { node { containments { step end } } } } }`;
  const { data } = await execute(keywatch, ofAlert, { w: workspaceId }, token);
  expect(data).toMatchObject({
    alerts: {
      edges: [{ node: { containments: [{ end: 'EXPIRED' }, { step: 'SUSPEND', end: 'UNDONE' }] } }],
    },
  });

  // What is undone with all that it replaced stays undone.
  await storage.prisma.containment.deleteMany({ where: { keyId } });
  await storage.prisma.alert.update({ where: { id: alertId }, data: { score: 6 } });
  await move([keyId]);
  success(await ask(keywatch, ContainKey, { workspaceId, keyId, step: 'SUSPEND' }, token));
  success(await ask(keywatch, UndoContainment, { workspaceId, keyId, all: true }, token));
  await move([keyId]);
  expect(await containments()).toMatchObject([
    { step: 'SUSPEND', end: 'UNDONE' },
    { step: 'READ_ONLY', end: 'UNDONE', endedBy: { id: expect.any(String) } },
  ]);

  // The key's own policy takes the place of the workspace's.
  success(await set({ rules: [{ ...RULE, step: 'NOTIFY' }] }, { keyId }));
  await move([keyId]);
  expect(await containments(true)).toEqual([]);
  expect(await ask(keywatch, Policies, { workspaceId }, token)).toMatchObject([
    { key: null, rules: [{}, {}] },
    { key: { id: keyId } },
  ]);
  success(await set(null, { keyId }));

  // So does a server's, for the keys that list it; and a containment whose alert goes on begins anew.
  const crm = await storage.prisma.server.findFirstOrThrow({ where: { workspaceId } });
  const listing = { workspaceId, name: 'listing', serverIds: [crm.id] };
  const listed = success(await ask(keywatch, CreateKey, listing, token)).key.id;
  success(await set({ rules: [{ ...RULE, step: 'THROTTLE', minutes: 1 }] }, { serverId: crm.id }));
  await seedAlert(keywatch.databaseUrl, { ...CRITICAL, workspaceId, keyId: listed, score: 99, at: minute });
  await move([listed]);
  await endContainments(late);
  expect(await containments(true)).toEqual([]);
  await move([listed]);
  expect(await containments(true)).toMatchObject([{ key: { id: listed }, step: 'THROTTLE' }]);

  // One that cannot be ended keeps no other from it.
  success(await ask(keywatch, ContainKey, { workspaceId, keyId, step: 'THROTTLE', minutes: 2 }, token));
  let begun = 0;
  const transaction: typeof storage.transaction = async (work) => {
    begun += 1;
    if (begun === 1) throw new Error('A deadlock.');
    return await storage.transaction(work);
  };
  const failing = jobContext({ ...storage, transaction }, { now: late.now });
  await expect(endContainments(failing)).rejects.toThrow('could not be ended');
  expect(await containments(true)).toMatchObject([{ key: { id: listed } }]);
  expect(await set({ rules }, { keyId: NOBODY })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await set({ rules }, { serverId: NOBODY })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await set({ rules }, { serverId: NOBODY, keyId })).toMatchObject({ code: 'INVALID_INPUT' });
  for (const wrong of [{ kinds: ['No kind'] }, { score: -1 }, { minutes: 0 }]) {
    expect(await set({ rules: [{ ...RULE, step: 'SUSPEND', ...wrong }] })).toMatchObject({
      code: 'INVALID_INPUT',
    });
  }
});

test('a policy that would contain too many keys within an hour stops and asks a person', async () => {
  const { keywatch, workspaceId, token, keyId, storage, minute, move, containments } = await setUp();
  const keyIds = [keyId];
  for (let index = 1; index < 5; index += 1) {
    keyIds.push(success(await ask(keywatch, CreateKey, { workspaceId, name: `${index}` }, token)).key.id);
  }
  const policy = { rules: [{ ...RULE, step: 'SUSPEND' as const }] };
  success(await ask(keywatch, SetPolicy, { workspaceId, policy }, token));
  for (const [index, id] of keyIds.entries()) {
    await seedAlert(keywatch.databaseUrl, {
      ...CRITICAL,
      workspaceId,
      keyId: id,
      score: 10 + index,
      at: minute,
    });
  }
  const dry = await ask(keywatch, ContainmentDryRun, { workspaceId, policy }, token);
  expect(dry).toMatchObject({ alertsLookedAt: 5, truncated: false, haltedAt: expect.any(String) });
  expect(dry.containments).toHaveLength(3);
  const ofOne = { workspaceId, policy, keyId: keyIds[4] ?? '' };
  expect(await ask(keywatch, ContainmentDryRun, ofOne, token)).toMatchObject({
    alertsLookedAt: 1,
    haltedAt: null,
    containments: [{ keyId: keyIds[4], step: 'SUSPEND' }],
  });
  const crm = await storage.prisma.server.findFirstOrThrow({ where: { workspaceId } });
  await storage.prisma.keyServer.create({ data: { workspaceId, keyId, serverId: crm.id } });
  const ofServer = { workspaceId, policy, serverId: crm.id };
  expect((await ask(keywatch, ContainmentDryRun, ofServer, token)).containments).toMatchObject([{ keyId }]);
  success(await ask(keywatch, SetPolicy, { workspaceId, keyId, policy }, token));
  expect(await ask(keywatch, ContainmentDryRun, ofServer, token)).toMatchObject({ alertsLookedAt: 0 });
  success(await ask(keywatch, SetPolicy, { workspaceId, keyId, policy: null }, token));
  const ofBoth = { ...ofServer, keyId };
  expect(await ask(keywatch, ContainmentDryRun, ofBoth, token)).toMatchObject({ alertsLookedAt: 1 });

  // As workers of two slices do at the same time.
  await Promise.all([move(keyIds.slice(0, 2)), move(keyIds.slice(2))]);
  await move(keyIds);
  expect(await containments(true)).toHaveLength(3);
  const [halt, ...others] = await ask(keywatch, Halts, { workspaceId, open: true }, token);
  expect(others).toEqual([]);
  expect(halt).toMatchObject({ containedKeys: 3, keysMax: 3, activeKeys: 5 });
  const held = new Set((await containments(true)).map(({ key }) => key.id));
  expect(held).not.toContain(halt?.keyId);
  expect(await storage.prisma.auditEvent.count({ where: { action: 'containment.halted' } })).toBe(1);

  const haltId = halt?.id ?? '';
  const release = async (id: string) =>
    await ask(keywatch, ReleaseContainment, { workspaceId, haltId: id }, token);
  success(await ask(keywatch, DeleteKey, { workspaceId, keyId: halt?.keyId ?? '' }, token));
  expect(await release(haltId)).toMatchObject({ halt: { releasedAt: expect.any(String) } });
  expect(await release(haltId)).toMatchObject({ code: 'NOT_FOUND' });
  await move(keyIds);
  expect(await containments(true)).toHaveLength(4);
  expect(await ask(keywatch, Halts, { workspaceId, open: true }, token)).toEqual([]);
});

test('the signed link of an alert asks before it contains the key, and works once', async () => {
  const { keywatch, workspaceId, token, keyId, minute, code, containments } = await setUp();
  const alertId = await seedAlert(keywatch.databaseUrl, { ...CRITICAL, workspaceId, keyId, at: minute });
  const inAnHour = Date.now() + 3_600_000;
  const link = (more = {}) => {
    const given = { workspaceId, alertId, keyId, step: 'SUSPEND' as const, expiresAt: inAnHour, ...more };
    return containmentUrl(keywatch.url, given, Buffer.alloc(32, 2));
  };
  const read = async (response: Response) => [response.status, await response.text()] as const;
  const open = async (url: string) => await read(await fetch(url));
  const press = async (url: string) =>
    await read(
      await fetch(new URL('/contain', keywatch.url), { method: 'POST', body: new URL(url).searchParams }),
    );

  const first = await fetch(link());
  expect(first.headers.get('content-security-policy')).toContain("default-src 'none'");
  const [status, page] = await read(first);
  expect([status, page]).toEqual([200, expect.stringContaining('Too &lt;much&gt;.')]);
  expect(page).toContain('<form method="post" action="contain">');
  expect(page).not.toMatch(/<script|https?:/);
  expect(await code()).toBe('VALID');

  expect(await press(link())).toEqual([200, expect.stringContaining('The key is contained')]);
  expect(await code()).toBe('SUSPENDED');
  expect(await containments()).toMatchObject([
    { by: 'LINK', alert: { id: alertId }, reason: expect.stringContaining('127.0.0.1') },
  ]);
  for (const use of [open, press]) {
    expect(await use(link())).toEqual([410, expect.stringContaining('was used')]);
    expect(await use(link({ step: 'THROTTLE' }))).toEqual([409, expect.stringContaining('already')]);
    expect(await use(link({ expiresAt: Date.now() - 1 }))).toEqual([410, expect.stringContaining('expired')]);
    expect(await use(link().slice(0, -1))).toEqual([400, expect.stringContaining('not valid')]);
    expect(await use(link({ alertId: NOBODY, step: 'THROTTLE' }))).toEqual([
      410,
      expect.stringContaining('nothing left'),
    ]);
  }
  success(await ask(keywatch, UndoContainment, { workspaceId, keyId }, token));
  expect(await press(link())).toEqual([410, expect.stringContaining('was used')]);
  expect(await code()).toBe('VALID');
  success(await ask(keywatch, ContainKey, { workspaceId, keyId, step: 'THROTTLE', alertId }, token));
  success(await ask(keywatch, DeleteKey, { workspaceId, keyId }, token));
  expect(await press(link({ expiresAt: inAnHour + 1 }))).toEqual([
    410,
    expect.stringContaining('nothing left'),
  ]);
  const answered = await fetch(new URL('/contain', keywatch.url), { method: 'OPTIONS' });
  expect(answered.status).toBe(405);
});
