import { randomUUID } from 'node:crypto';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, onTestFinished, test, vi } from 'vitest';
import { type AlertEventType, alertEventPayload } from '../../src/core/alert-event.ts';
import { keyEventPayload } from '../../src/core/key-event.ts';
import { openStorage } from '../../src/storage/client.ts';
import { insertEvents } from '../../src/storage/webhook-events.ts';
import { EventTypes, MakeEndpoint, SendTestEvent } from '../support/documents/webhooks.ts';
import { CreateKey } from '../support/documents.ts';
import { ask, seedTenant, success, type Tenant } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { makeServer } from '../support/servers.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

const PATIENT = { timeout: 30_000 };

interface Happening {
  readonly type?: AlertEventType;
  readonly kind?: string;
  readonly severity?: 'INFO' | 'WARNING' | 'CRITICAL';
  readonly keyId: string;
}

/** Lets things happen in a workspace as the jobs write them. */
function openOutbox({ databaseUrl }: TestKeywatch, { workspaceId, id: ownerId }: Tenant) {
  const storage = openStorage({ databaseUrl, connectionsMax: 2 });
  onTestFinished(storage.close);
  const keyOf = (id: string) => ({ id, name: 'CI', prefix: 'kw_live_', lastFour: 'aB3d', ownerId });
  const tell = async (eventType: string, payload: string) =>
    await storage.transaction(
      async (db) => await insertEvents(db, [{ workspaceId, eventType, payload }], new Date()),
    );
  return {
    alert: async ({ type = 'alert.opened', kind = 'spike', severity = 'CRITICAL', keyId }: Happening) => {
      const figures = { observed: 312, expected: 6, lower: 1, upper: 30, score: 12, sentence: '312, not 6.' };
      const calm = { topic: '', state: 'OPEN', resolution: null, verdict: null, actorId: null } as const;
      const about = { alertId: randomUUID(), workspaceId, kind, severity, since: Date.now() };
      const subject = { ...figures, ...calm, ...about };
      return await tell(type, alertEventPayload(type, { ...subject, key: keyOf(keyId) }, Date.now()));
    },
    reminder: async (keyId: string) => {
      const about = { workspaceId, key: keyOf(keyId), createdAt: new Date(), expiresAt: new Date() };
      return await tell(
        'key.expiring',
        keyEventPayload({ ...about, reminder: 'EXPIRES_IN_1_DAY' }, new Date()),
      );
    },
  };
}

test('an endpoint is told of what its filters let pass, and what is sent fits the catalogue', async () => {
  const keywatch = await startKeywatch({ webhookAllowCidrs: ['127.0.0.0/8'] });
  const tenant = await seedTenant(keywatch);
  const { token, workspaceId } = tenant;
  const receiver = await startReceiver();
  const serverId = await makeServer(keywatch, tenant, 'crm');
  const makeKey = async (input: object) =>
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI', ...input }, token)).key.id;
  const everywhere = await makeKey({ metadata: { team: 'payments', tier: 1 } });
  const confined = await makeKey({ serverIds: [await makeServer(keywatch, tenant, 'erp')] });
  const filters = {
    all: {},
    opened: { eventTypes: ['alert.opened'] },
    spikes: { alertKinds: ['spike'] },
    severe: { severityMin: 'CRITICAL' as const },
    crm: { serverIds: [serverId] },
    payments: { metadata: { team: 'payments' } },
  };
  for (const [path, filter] of Object.entries(filters)) {
    const url = receiver.url.replace('hook', path);
    success(await ask(keywatch, MakeEndpoint, { workspaceId, url, ...filter }, token));
  }
  const outbox = openOutbox(keywatch, tenant);
  const told = async (happens: () => Promise<number>) => {
    const before = receiver.received.length;
    const count = await happens();
    await vi.waitFor(() => expect(receiver.received.length - before).toBe(count), PATIENT);
    return receiver.received
      .slice(before)
      .map(({ path }) => path.slice(1))
      .sort();
  };
  const { alert, reminder } = outbox;
  expect(await told(async () => await alert({ keyId: everywhere }))).toEqual([
    'all',
    'crm',
    'opened',
    'payments',
    'severe',
    'spikes',
  ]);
  expect(await told(async () => await alert({ keyId: confined }))).toEqual([
    'all',
    'opened',
    'severe',
    'spikes',
  ]);
  const milder = { keyId: confined, type: 'alert.resolved', severity: 'WARNING', kind: 'slow_rise' } as const;
  expect(await told(async () => await alert(milder))).toEqual(['all']);
  expect(await told(async () => await reminder(everywhere))).toEqual([
    'all',
    'crm',
    'payments',
    'severe',
    'spikes',
  ]);
  const types = await ask(keywatch, EventTypes, {}, token);
  const ajv = new Ajv2020({ validateFormats: false, strict: true });
  const schemas = new Map(types.map(({ name, schema }) => [name, ajv.compile(schema as object)]));
  for (const { body } of receiver.received) {
    const event = JSON.parse(body) as { type: string };
    const fits = schemas.get(event.type);
    expect({ fits: fits?.(event), errors: fits?.errors }).toEqual({ fits: true, errors: null });
    expect(fits?.({ ...event, data: {} })).toBe(false);
  }
});

test('alerts go to Slack, Teams, PagerDuty and by mail, each in its own words', async () => {
  const sink = await openSmtpSink();
  const keywatch = await startKeywatch({
    webhookAllowCidrs: ['127.0.0.0/8'],
    smtpUrl: sink.url,
    mailFrom: 'keys@example.com',
  });
  const tenant = await seedTenant(keywatch);
  const { token, workspaceId } = tenant;
  const receiver = await startReceiver((response) => response.writeHead(202).end());
  const formats = [
    { format: 'SLACK' },
    { format: 'TEAMS' },
    { format: 'PAGERDUTY', routingKey: 'R'.repeat(32) },
    { format: 'EMAIL', url: 'mailto:ops@example.com,on-call@example.com' },
  ] as const;
  const ids = [];
  for (const chosen of formats) {
    const url = receiver.url.replace('hook', chosen.format);
    const { endpoint } = success(await ask(keywatch, MakeEndpoint, { workspaceId, url, ...chosen }, token));
    expect(endpoint.ordered).toBe(chosen.format === 'PAGERDUTY');
    ids.push(endpoint.id);
  }
  const { key } = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, token));
  const outbox = openOutbox(keywatch, tenant);
  expect(await outbox.alert({ keyId: key.id })).toBe(4);
  await vi.waitFor(() => expect([receiver.received.length, sink.mails.length]).toEqual([3, 1]), PATIENT);
  const bodies = new Map(receiver.received.map(({ path, body }) => [path, JSON.parse(body) as object]));
  expect(bodies.get('/SLACK')).toHaveProperty('blocks');
  expect(bodies.get('/TEAMS')).toMatchObject({ type: 'message', attachments: [{}] });
  expect(bodies.get('/PAGERDUTY')).toMatchObject({ routing_key: 'R'.repeat(32), event_action: 'trigger' });
  for (const { headers } of receiver.received) expect(headers).not.toHaveProperty('webhook-signature');
  expect(sink.mails[0]).toContain('To: ops@example.com, on-call@example.com');
  expect(sink.mails[0]).toContain('Subject: [Keywatch] CRITICAL: Alert: spike of CI');
  expect(sink.mails[0]).toMatch(/Message-ID: <[0-9a-f-]{36}@keywatch>/i);
  // PagerDuty is told of alerts only, but may be tried.
  expect(await outbox.reminder(key.id)).toBe(3);
  await ask(keywatch, SendTestEvent, { workspaceId, endpointId: ids[2] ?? '' }, token);
  await vi.waitFor(() => {
    expect(receiver.received.filter(({ path }) => path === '/PAGERDUTY')).toHaveLength(2);
    expect([receiver.received.length, sink.mails.length]).toEqual([6, 2]);
  }, PATIENT);
});
