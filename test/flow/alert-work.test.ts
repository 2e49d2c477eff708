import { expect, test } from 'vitest';
import { CLIENT_ERRORS, decisionMeasure } from '../../src/core/usage/measure.ts';
import { seedAlert } from '../support/alerts.ts';
import {
  AcknowledgeAlerts,
  AlertChart,
  AlertCounts,
  AlertDeliveries,
  AlertDetail,
  AlertList,
  AssignAlerts,
  CommentOnAlert,
  ReopenAlerts,
  ResolveAlerts,
} from '../support/documents/alerts.ts';
import { DeleteKey } from '../support/documents/keys.ts';
import { RemoveMember } from '../support/documents/people.ts';
import { CreateWebhookEndpoint } from '../support/documents.ts';
import { ask, execute, success } from '../support/graphql.ts';
import { auditOf, makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';
import { readUntil, subscribe } from '../support/sse.ts';
import { usageRows } from '../support/usage-rows.ts';

const MINUTE = 60_000;

const RAISED = `subscription Raised($workspaceId: ID!) {
  alertRaised(workspaceId: $workspaceId) { change alert { id state key { name } } } }`;

/** A tenant with a webhook, and an alert each of an own key, of a member's key and of the workspace. */
async function setUp() {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, token, member } = tenant;
  success(await ask(keywatch, CreateWebhookEndpoint, { workspaceId, url: 'https://hooks.example/' }, token));
  const ours = (await makeKey(keywatch, tenant, { name: 'ours' })).key.id;
  const theirs = (await makeKey(keywatch, tenant, { name: 'mel' }, member.token)).key.id;
  const alert = async (keyId: string | null, severity: 'WARNING' | 'CRITICAL' = 'WARNING') =>
    await seedAlert(keywatch.databaseUrl, { workspaceId, keyId, severity });
  return {
    keywatch,
    tenant,
    keys: { ours, theirs },
    alerts: { ours: await alert(ours, 'CRITICAL'), theirs: await alert(theirs), all: await alert(null) },
  };
}

/** What webhooks are told of an alert, the oldest first. */
async function toldOf(
  { databaseUrl }: TestKeywatch,
  alertId: string,
): Promise<{ type: string; data: object }[]> {
  const rows = (await sql(databaseUrl, 'SELECT payload FROM deliveries WHERE alert_id = $1 ORDER BY seq', [
    alertId,
  ])) as { payload: string }[];
  return rows.map(({ payload }) => JSON.parse(payload) as { type: string; data: object });
}

test('an alert is acknowledged, assigned, talked about, resolved with a verdict and opened again; all is told', async () => {
  const { keywatch, tenant, alerts, keys } = await setUp();
  const { workspaceId, token } = tenant;
  const alertIds = [alerts.ours];
  const acknowledged = success(await ask(keywatch, AcknowledgeAlerts, { workspaceId, alertIds }, token));
  expect(acknowledged.alerts).toMatchObject([{ state: 'ACKNOWLEDGED', acknowledgedAt: expect.any(String) }]);
  const again = success(await ask(keywatch, AcknowledgeAlerts, { workspaceId, alertIds }, token));
  expect(again.results).toEqual([{ alertId: alerts.ours, changed: false, refusal: null }]);
  success(await ask(keywatch, AssignAlerts, { workspaceId, alertIds, userId: tenant.id }, token));
  const text = ' Asked the team. ';
  success(await ask(keywatch, CommentOnAlert, { workspaceId, alertId: alerts.ours, text }, token));
  const verdict = { verdict: 'EXPECTED', comment: 'A load test.' } as const;
  success(await ask(keywatch, ResolveAlerts, { workspaceId, alertIds, ...verdict }, token));
  const judged = { workspaceId, alertIds, verdict: 'MALICIOUS' } as const;
  expect(success(await ask(keywatch, ResolveAlerts, judged, token)).alerts).toMatchObject([
    { state: 'RESOLVED', verdict: 'MALICIOUS', resolution: 'PERSON' },
  ]);
  const refused = success(await ask(keywatch, AcknowledgeAlerts, { workspaceId, alertIds }, token));
  expect(refused.results).toMatchObject([{ changed: false, refusal: { code: 'ALERT_STATE' } }]);
  success(await ask(keywatch, ReopenAlerts, { workspaceId, alertIds }, token));

  const shown = await ask(keywatch, AlertDetail, { workspaceId, id: alerts.ours }, token);
  expect(shown).toMatchObject({
    state: 'OPEN',
    verdict: null,
    assignee: { name: 'Ada' },
    key: { name: 'ours' },
  });
  expect(shown.history.map(({ change }) => change)).toEqual([
    'REOPENED',
    'JUDGED',
    'RESOLVED',
    'COMMENTED',
    'ASSIGNED',
    'ACKNOWLEDGED',
  ]);
  expect(shown.history.every(({ actor }) => actor?.name === 'Ada')).toBe(true);
  expect(shown.comments.map(({ comment }) => comment)).toEqual(['A load test.', 'Asked the team.']);
  expect(await toldOf(keywatch, alerts.ours)).toMatchObject(
    ['alert.acknowledged', 'alert.resolved', 'alert.opened'].map((type) => ({
      type,
      data: { actorId: tenant.id },
    })),
  );
  const told = await ask(keywatch, AlertDeliveries, { workspaceId, id: alerts.ours }, token);
  expect(told.deliveries).toMatchObject(
    ['alert.opened', 'alert.resolved', 'alert.acknowledged'].map((eventType) => ({
      eventType,
      state: 'PENDING',
      endpoint: { url: 'https://hooks.example/' },
      attempts: [],
    })),
  );
  expect(await auditOf(keywatch, alerts.ours)).toMatchObject([
    { action: 'alert.acknowledged', actor_id: tenant.id },
    { action: 'alert.assigned', before: { assigneeId: null }, after: { assigneeId: tenant.id } },
    { action: 'alert.commented' },
    { action: 'alert.resolved', detail: { verdict: 'EXPECTED' } },
    { action: 'alert.judged', before: { verdict: 'EXPECTED' }, after: { verdict: 'MALICIOUS' } },
    { action: 'alert.reopened', before: { state: 'RESOLVED' }, after: { state: 'OPEN' } },
  ]);

  success(await ask(keywatch, ResolveAlerts, { workspaceId, alertIds }, token));
  const newer = await seedAlert(keywatch.databaseUrl, { workspaceId, keyId: keys.ours });
  const late = success(
    await ask(keywatch, ReopenAlerts, { workspaceId, alertIds: [newer, alerts.ours] }, token),
  );
  expect(late.results).toMatchObject([{ refusal: null }, { refusal: { code: 'ALERT_STATE' } }]);
});

test('members work with the alerts of their own keys, viewers with none, and bad input is refused', async () => {
  const { keywatch, tenant, alerts } = await setUp();
  const { workspaceId, token, member, viewer } = tenant;
  const all = [alerts.theirs, alerts.ours, alerts.all, NOBODY];
  const asMember = success(
    await ask(keywatch, AcknowledgeAlerts, { workspaceId, alertIds: [...all, alerts.theirs] }, member.token),
  );
  expect(asMember.results.map(({ alertId, refusal }) => [alertId, refusal?.code])).toEqual([
    [alerts.theirs, undefined],
    ...all.slice(1).map((id) => [id, 'NOT_FOUND']),
  ]);
  expect(asMember.alerts.map(({ id }) => id)).toEqual([alerts.theirs]);
  expect(await ask(keywatch, ResolveAlerts, { workspaceId, alertIds: all }, viewer.token)).toMatchObject({
    code: 'FORBIDDEN',
  });
  expect(await execute(keywatch, AlertDetail, { workspaceId, id: alerts.ours }, member.token)).toMatchObject({
    codes: ['NOT_FOUND'],
  });
  expect((await ask(keywatch, AlertList, { workspaceId }, viewer.token)).edges).toHaveLength(3);
  for (const asked of [member.token, viewer.token]) {
    const untold = await execute(keywatch, AlertDeliveries, { workspaceId, id: alerts.theirs }, asked);
    expect(untold.codes).toEqual(['FORBIDDEN']);
    expect(untold.data).toMatchObject({ alert: { id: alerts.theirs, deliveries: null } });
  }

  const assign = async (alertId: string, userId: string | null) => {
    const given = { workspaceId, alertIds: [alertId], userId };
    return success(await ask(keywatch, AssignAlerts, given, token)).results[0]?.refusal?.code ?? 'DONE';
  };
  expect(await assign(alerts.theirs, member.id)).toBe('DONE');
  expect(await assign(alerts.ours, member.id)).toBe('FORBIDDEN');
  expect(await assign(alerts.ours, viewer.id)).toBe('FORBIDDEN');
  expect(await assign(alerts.ours, NOBODY)).toBe('NOT_FOUND');
  success(await ask(keywatch, RemoveMember, { workspaceId, userId: member.id }, token));
  expect((await ask(keywatch, AlertDetail, { workspaceId, id: alerts.theirs }, token)).assignee).toBeNull();

  const many = Array.from({ length: 101 }, (_, index) => NOBODY.replace(/...$/, String(100 + index)));
  for (const alertIds of [[], many]) {
    expect(await ask(keywatch, AcknowledgeAlerts, { workspaceId, alertIds }, token)).toMatchObject({
      code: 'INVALID_INPUT',
      message: expect.stringContaining('alertIds: must name 1 to 100'),
    });
  }
  for (const text of [' ', 'x'.repeat(4_001), 'nul \0']) {
    const comment = { workspaceId, alertId: alerts.ours, text };
    expect(await ask(keywatch, CommentOnAlert, comment, token)).toMatchObject({ code: 'INVALID_INPUT' });
  }
});

test('alerts are filtered and counted by all that tells them apart', async () => {
  const { keywatch, tenant, alerts, keys } = await setUp();
  const { workspaceId, token, member } = tenant;
  const old = { workspaceId, keyId: keys.ours, kind: 'error_rate', at: new Date('2026-01-01T00:00:00Z') };
  const oldId = await seedAlert(keywatch.databaseUrl, old);
  const only = await makeKey(keywatch, tenant, { serverIds: [tenant.mail] });
  const ofMail = await seedAlert(keywatch.databaseUrl, { workspaceId, keyId: only.key.id });
  success(await ask(keywatch, AssignAlerts, { workspaceId, alertIds: [oldId], userId: tenant.id }, token));
  success(await ask(keywatch, ResolveAlerts, { workspaceId, alertIds: [oldId], verdict: 'EXPECTED' }, token));
  const ids = async (filter: object, asked = token) =>
    (await ask(keywatch, AlertList, { workspaceId, filter }, asked)).edges
      .map(({ node }) => node.id)
      .toSorted();
  const cases: [object, string[]][] = [
    [{}, [alerts.ours, alerts.theirs, alerts.all, oldId, ofMail]],
    [{ states: ['RESOLVED'] }, [oldId]],
    [{ severities: ['CRITICAL'] }, [alerts.ours]],
    [{ kinds: ['error_rate'] }, [oldId]],
    [{ keyIds: [keys.ours] }, [alerts.ours, oldId]],
    [{ keyIds: ['no id'] }, []],
    [{ serverIds: [tenant.crm] }, [alerts.ours, alerts.theirs, oldId]],
    [{ serverIds: [tenant.mail], states: ['OPEN'] }, [alerts.ours, alerts.theirs, ofMail]],
    [{ ownerIds: [member.id] }, [alerts.theirs]],
    [{ assigneeIds: [tenant.id] }, [oldId]],
    [{ assigned: false, ofWorkspace: false }, [alerts.ours, alerts.theirs, ofMail]],
    [{ ofWorkspace: true }, [alerts.all]],
    [{ verdicts: ['EXPECTED'] }, [oldId]],
    [{ openedBefore: '2026-01-02T00:00:00Z' }, [oldId]],
    [{ openedFrom: '2026-01-02T00:00:00Z', keyIds: [keys.ours] }, [alerts.ours]],
  ];
  for (const [filter, expected] of cases) {
    expect({ filter, ids: await ids(filter) }).toEqual({ filter, ids: expected.toSorted() });
  }
  expect(await ids({ ofWorkspace: true }, member.token)).toEqual([]);
  expect(await ask(keywatch, AlertCounts, { workspaceId }, token)).toEqual([
    { state: 'OPEN', severity: 'CRITICAL', count: 1 },
    { state: 'OPEN', severity: 'WARNING', count: 3 },
    { state: 'RESOLVED', severity: 'WARNING', count: 1 },
  ]);
  expect(await ask(keywatch, AlertCounts, { workspaceId }, member.token)).toMatchObject([{ count: 1 }]);
  for (const filter of [{ kinds: ['nonsense'] }, { openedFrom: '0001-01-01T00:00:00+14:00' }]) {
    const refused = await execute(keywatch, AlertList, { workspaceId, filter }, token);
    expect(refused.codes).toEqual(['INVALID_INPUT']);
  }
});

test('whoever follows alerts is told once of each change, members of their own keys', async () => {
  const { keywatch, tenant, alerts } = await setUp();
  const { workspaceId, token, member } = tenant;
  const variables = { workspaceId };
  const [all, own] = await Promise.all([
    subscribe(keywatch, { query: RAISED, variables, token }),
    subscribe(keywatch, { query: RAISED, variables, token: member.token }),
  ]);
  success(await ask(keywatch, AcknowledgeAlerts, { workspaceId, alertIds: [alerts.ours] }, token));
  success(await ask(keywatch, ResolveAlerts, { workspaceId, alertIds: [alerts.theirs] }, token));
  const events = (await readUntil(all, (text) => text.includes('"RESOLVED"'))).match(/"change":"\w+"/g);
  expect(events?.toSorted()).toEqual(['"change":"ACKNOWLEDGED"', '"change":"RESOLVED"']);
  const ofMember = await readUntil(own, (text) => text.includes('"RESOLVED"'));
  expect(ofMember).toContain(`"alert":{"id":"${alerts.theirs}","state":"RESOLVED","key":{"name":"mel"}}`);
  expect(ofMember).not.toContain(alerts.ours);
});

test('a chart shows what a key did around an alert, beside what was expected', async () => {
  const { keywatch, tenant, alerts, keys } = await setUp();
  const { workspaceId, token, member } = tenant;
  const minute = Math.floor(Date.now() / MINUTE) * MINUTE - 10 * MINUTE;
  const rows = usageRows(keywatch.databaseUrl, workspaceId);
  const at = { keyId: keys.ours, at: minute };
  const early = { ...at, at: minute - 180 * MINUTE };
  const [valid, denied] = [decisionMeasure('VALID'), decisionMeasure('RATE_LIMITED')];
  await rows.roll([
    { ...at, measure: valid, n: 30 },
    { ...at, measure: denied, n: 10 },
    { ...at, measure: CLIENT_ERRORS, n: 4 },
    { ...early, measure: valid, n: 7 },
  ]);
  const chart = await ask(keywatch, AlertChart, { workspaceId, alertId: alerts.ours }, token);
  expect(chart).toMatchObject({
    complete: true,
    band: { measure: 'REQUESTS', expected: 20, lower: 5, upper: 60 },
    points: [{ at: new Date(minute).toISOString(), requests: 40, errors: 4, denied: 10, observed: 40 }],
  });
  const ofAll = await ask(keywatch, AlertChart, { workspaceId, alertId: alerts.all }, token);
  expect(ofAll).toMatchObject({ band: null, points: [] });
  const foreign = await execute(keywatch, AlertChart, { workspaceId, alertId: alerts.ours }, member.token);
  expect(foreign.codes).toEqual(['NOT_FOUND']);
});

test('deleting a key resolves its alerts, which keep what they said', async () => {
  const { keywatch, tenant, alerts, keys } = await setUp();
  const { workspaceId, token } = tenant;
  success(await ask(keywatch, AcknowledgeAlerts, { workspaceId, alertIds: [alerts.ours] }, token));
  await sql(keywatch.databaseUrl, "UPDATE keys SET name = 'renamed' WHERE id = $1", [keys.ours]);
  success(await ask(keywatch, DeleteKey, { workspaceId, keyId: keys.ours }, token));
  expect(await ask(keywatch, AlertDetail, { workspaceId, id: alerts.ours }, token)).toMatchObject({
    state: 'RESOLVED',
    resolution: 'KEY_DELETED',
    key: { name: 'renamed', deletedAt: expect.any(String) },
    history: [{ change: 'RESOLVED' }, { change: 'ACKNOWLEDGED' }],
  });
  const payloads = await toldOf(keywatch, alerts.ours);
  expect(payloads).toMatchObject([
    { type: 'alert.acknowledged', data: { key: { name: 'ours' } } },
    { type: 'alert.resolved', data: { key: { name: 'renamed' }, resolution: 'KEY_DELETED' } },
  ]);
  const reopened = await ask(keywatch, ReopenAlerts, { workspaceId, alertIds: [alerts.ours] }, token);
  expect(success(reopened).results).toMatchObject([{ refusal: { code: 'ALERT_STATE' } }]);
});
