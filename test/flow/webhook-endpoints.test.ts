import { createPublicKey, verify } from 'node:crypto';
import { Webhook } from 'standardwebhooks';
import { expect, test, vi } from 'vitest';
import {
  ChangeEndpoint,
  DeleteEndpoint,
  Deliveries,
  DisableEndpoint,
  EnableEndpoint,
  MakeEndpoint,
  Redeliver,
  RedeliverFailed,
  RotateSecret,
  SendTestEvent,
} from '../support/documents/webhooks.ts';
import { AuditLog } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';
import { type ReceivedWebhook, startReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

/** An endpoint and who manages it. */
interface Scene {
  readonly keywatch: TestKeywatch;
  readonly token: string;
  readonly reach: { readonly workspaceId: string; readonly endpointId: string };
  readonly receiver: WebhookReceiver;
}

const PATIENT = { timeout: 20_000 };

async function arrivals(receiver: WebhookReceiver, count: number): Promise<readonly ReceivedWebhook[]> {
  await vi.waitFor(() => expect(receiver.received.length).toBeGreaterThanOrEqual(count), PATIENT);
  return receiver.received;
}

/** What a receiver with this secret reads; throws where no signature is of it. */
function openedBy(secret: string, { headers, body }: ReceivedWebhook): unknown {
  return new Webhook(secret).verify(body, headers);
}

/** Whether one of the signatures of scheme v1a is of this key. */
function verifiesBy(publicKey: string | null, { headers, body }: ReceivedWebhook): boolean {
  const x = Buffer.from((publicKey ?? '').replace('whpk_', ''), 'base64').toString('base64url');
  const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' });
  const signed = Buffer.from(`${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`);
  return (headers['webhook-signature'] ?? '')
    .split(' ')
    .filter((each) => each.startsWith('v1a,'))
    .some((each) => verify(null, signed, key, Buffer.from(each.slice('v1a,'.length), 'base64')));
}

test('an endpoint is tried, its secret rotated, and what failed is delivered again under the same id', async () => {
  const keywatch = await startKeywatch({ webhookAllowCidrs: ['127.0.0.0/8'] });
  const { token, workspaceId } = await seedTenant(keywatch);
  let status = 200;
  const receiver = await startReceiver((response) => response.writeHead(status).end('hm'));
  const made = success(await ask(keywatch, MakeEndpoint, { workspaceId, url: receiver.url }, token));
  const reach = { workspaceId, endpointId: made.endpoint.id };
  const tryIt = async () => {
    const { delivery } = success(await ask(keywatch, SendTestEvent, reach, token));
    const arrived = (await arrivals(receiver, receiver.received.length + 1)).at(-1);
    if (arrived === undefined) throw new Error('Nothing arrived.');
    expect(arrived.headers['webhook-id']).toBe(delivery.id);
    return arrived;
  };
  const first = await tryIt();
  expect(openedBy(made.secret, first)).toMatchObject({
    type: 'webhook_endpoint.test',
    data: { endpoint: { id: made.endpoint.id } },
  });
  expect(verifiesBy(made.endpoint.publicKey, first)).toBe(true);

  const rotated = success(await ask(keywatch, RotateSecret, { ...reach, graceHours: 1 }, token));
  const second = await tryIt();
  for (const secret of [rotated.secret, made.secret]) openedBy(secret, second);
  for (const publicKey of [rotated.endpoint.publicKey, rotated.endpoint.previousPublicKey]) {
    expect(verifiesBy(publicKey, second)).toBe(true);
  }
  const last = success(await ask(keywatch, RotateSecret, { ...reach, graceHours: 0 }, token));
  status = 410;
  const third = await tryIt();
  openedBy(last.secret, third);
  expect(() => openedBy(rotated.secret, third)).toThrow('signature');

  const failed = { ...reach, state: 'FAILED' as const };
  await vi.waitFor(async () => {
    const { edges } = await ask(keywatch, Deliveries, failed, token);
    expect(edges.map(({ node }) => node)).toMatchObject([
      { nextAttemptAt: null, attempts: [{ status: 410, error: 'HTTP 410 hm' }] },
    ]);
  }, PATIENT);
  status = 200;
  const ids = [first, third].map(({ headers }) => headers['webhook-id'] ?? '');
  await redeliverAll({ keywatch, token, reach, receiver }, ids);

  success(await ask(keywatch, DeleteEndpoint, reach, token));
  expect((await ask(keywatch, Deliveries, { workspaceId }, token)).edges).toEqual([]);
  const { edges } = await ask(keywatch, AuditLog, { workspaceId }, token);
  expect(edges.map(({ node }) => node.action.replace('webhook_endpoint.', '')).toReversed()).toEqual(
    'workspace.created created tested secret_rotated tested secret_rotated tested disabled enabled redelivered delivery.redelivered deleted'.split(
      ' ',
    ),
  );
  for (const secret of [made.secret, rotated.secret, last.secret]) {
    expect(JSON.stringify(edges)).not.toContain(secret);
  }
});

/** Enables an endpoint that is gone, and has one that arrived and one that failed delivered again. */
async function redeliverAll(
  { keywatch, token, reach, receiver }: Scene,
  [arrivedId = '', failedId = '']: readonly string[],
): Promise<void> {
  const { workspaceId } = reach;
  const since = new Date(Date.now() - 3_600_000).toISOString();
  for (const refused of [
    await ask(keywatch, RedeliverFailed, { ...reach, since }, token),
    await ask(keywatch, Redeliver, { workspaceId, deliveryId: arrivedId }, token),
    await ask(keywatch, SendTestEvent, reach, token),
    await ask(keywatch, DisableEndpoint, reach, token),
  ]) {
    expect(refused).toMatchObject({ code: 'ENDPOINT_STATE' });
  }
  success(await ask(keywatch, EnableEndpoint, reach, token));
  expect(await ask(keywatch, EnableEndpoint, reach, token)).toMatchObject({ code: 'ENDPOINT_STATE' });
  const before = receiver.received.length;
  expect(await ask(keywatch, RedeliverFailed, { ...reach, since }, token)).toMatchObject({ deliveries: 1 });
  expect((await arrivals(receiver, before + 1)).at(-1)?.headers['webhook-id']).toBe(failedId);
  success(await ask(keywatch, Redeliver, { workspaceId, deliveryId: arrivedId }, token));
  expect((await arrivals(receiver, before + 2)).at(-1)?.headers['webhook-id']).toBe(arrivedId);
}

test('bad input is refused with what to do, and members manage no endpoints', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const { token, workspaceId } = await seedTenant(keywatch);
  const url = 'https://hooks.example/secret-path';
  const { endpoint } = success(await ask(keywatch, MakeEndpoint, { workspaceId, url }, token));
  const reach = { workspaceId, endpointId: endpoint.id };
  const nobody = '019a0000-0000-7000-8000-000000000000';
  const refusals: [object, string, RegExp][] = [
    [{ url: 'ftp://a.example' }, 'URL_NOT_ALLOWED', /https/],
    [{ url: 'https://a:b@a.example' }, 'URL_NOT_ALLOWED', /user name/],
    [{ url: 'nonsense' }, 'INVALID_INPUT', /absolute URL/],
    [{ url: 'mailto:a@example.com' }, 'URL_NOT_ALLOWED', /https/],
    [{ format: 'EMAIL' }, 'URL_NOT_ALLOWED', /mailto/],
    [{ format: 'EMAIL', url: 'mailto:a@example.com?subject=x' }, 'URL_NOT_ALLOWED', /nothing else/],
    [{ format: 'EMAIL', url: 'mailto:a@example.com%0d%0abcc:b@example.com' }, 'URL_NOT_ALLOWED', /mailto/],
    [{ format: 'EMAIL', url: 'mailto:%E0%A4%A' }, 'URL_NOT_ALLOWED', /mailto/],
    [{ format: 'PAGERDUTY' }, 'INVALID_INPUT', /routingKey: must be given/],
    [{ format: 'PAGERDUTY', routingKey: 'short' }, 'INVALID_INPUT', /32 letters/],
    [{ routingKey: 'R'.repeat(32) }, 'INVALID_INPUT', /PAGERDUTY only/],
    [{ eventTypes: ['alert.exploded'] }, 'INVALID_INPUT', /choose from alert\.acknowledged/],
    [{ alertKinds: ['No Kind'] }, 'INVALID_INPUT', /lower case/],
    [{ serverIds: [nobody] }, 'NOT_FOUND', /lacks one of these servers/],
    [{ serverIds: ['x'] }, 'INVALID_INPUT', /id of something/],
    [{ metadata: 'team' }, 'INVALID_INPUT', /object/],
    [{ metadata: { big: 'x'.repeat(9_000) } }, 'METADATA_TOO_LARGE', /8192/],
  ];
  for (const [input, code, message] of refusals) {
    const refused = await ask(keywatch, MakeEndpoint, { workspaceId, url, ...input }, token);
    expect({ input, refused }).toMatchObject({ refused: { code, message: expect.stringMatching(message) } });
  }
  const change = { ...reach, routingKey: 'R'.repeat(32) };
  expect(await ask(keywatch, ChangeEndpoint, change, token)).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await ask(keywatch, RotateSecret, { ...reach, graceHours: 169 }, token)).toMatchObject({
    code: 'INVALID_INPUT',
  });
  const unknown = { workspaceId, endpointId: nobody };
  for (const refused of [
    await ask(keywatch, EnableEndpoint, unknown, token),
    await ask(keywatch, DeleteEndpoint, unknown, token),
    await ask(keywatch, SendTestEvent, unknown, token),
    await ask(keywatch, ChangeEndpoint, unknown, token),
  ]) {
    expect(refused).toMatchObject({ code: 'NOT_FOUND' });
  }
  const late = { workspaceId, from: '2026-11-02T00:00:00Z', to: '2026-11-01T00:00:00Z' };
  expect(await execute(keywatch, Deliveries, late, token)).toMatchObject({ codes: ['INVALID_INPUT'] });

  const wanted = { eventTypes: ['alert.opened'], severityMin: 'CRITICAL' as const };
  const moved = { ...reach, url: 'https://b.example/', description: 'Payments', ...wanted };
  expect(success(await ask(keywatch, ChangeEndpoint, moved, token)).endpoint).toMatchObject(wanted);
  const updated = "SELECT before, after FROM audit_events WHERE action = 'webhook_endpoint.updated'";
  expect(await sql(keywatch.databaseUrl, updated)).toEqual([
    {
      before: { url: 'https://hooks.example', description: null, eventTypes: [], severityMin: null },
      after: { url: 'https://b.example', description: 'Payments', ...wanted },
    },
  ]);

  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  expect(await execute(keywatch, Deliveries, { workspaceId }, member.token)).toMatchObject({
    codes: ['FORBIDDEN'],
  });
  expect(await ask(keywatch, SendTestEvent, reach, member.token)).toMatchObject({ code: 'FORBIDDEN' });
});
