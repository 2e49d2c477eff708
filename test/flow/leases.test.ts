import { describe, expect, test } from 'vitest';
import { createToken, type Gateway, seedGateway } from '../support/gateway.ts';
import { seedTenant } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';

/** Octolane's connections per key. */
const CONNECTIONS = 10;

type Answer = { code: string; leaseId: string | null };

async function connect({ verify, secret }: Gateway, lease = true): Promise<Answer> {
  const { code, leaseId } = (await verify({ key: secret, lease })).body as Answer;
  return { code, leaseId };
}

describe('a limit of concurrency', () => {
  test('lets as many leases be held at a time, and the next one once one was given back', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { concurrencyLimit: CONNECTIONS });
    const answers = await Promise.all(Array.from({ length: 12 }, async () => await connect(gateway)));
    const held = answers.flatMap(({ leaseId }) => leaseId ?? []);
    expect(new Set(held).size).toBe(CONNECTIONS);
    expect(answers.filter(({ code }) => code === 'CONCURRENCY_LIMITED')).toHaveLength(2);
    expect(await connect(gateway)).toEqual({ code: 'CONCURRENCY_LIMITED', leaseId: null });
    expect(await gateway.release(held[0] ?? '')).toMatchObject({ status: 200, body: { released: true } });
    expect((await connect(gateway)).code).toBe('VALID');
    expect((await connect(gateway)).code).toBe('CONCURRENCY_LIMITED');
  });

  test('does not concern requests without a lease, which belong to a connection that has one', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { concurrencyLimit: 1 });
    expect((await connect(gateway)).leaseId).toEqual(expect.any(String));
    expect(await connect(gateway, false)).toEqual({ code: 'VALID', leaseId: null });
  });

  test('that a key does not have needs no lease', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    expect(await connect(await seedGateway(keywatch))).toEqual({ code: 'VALID', leaseId: null });
  });
});

describe('giving a lease back', () => {
  test('twice is as good as once, and gives back one lease', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { concurrencyLimit: 2 });
    const { leaseId } = await connect(gateway);
    await connect(gateway);
    const releases = [await gateway.release(leaseId ?? ''), await gateway.release(leaseId ?? '')];
    expect(releases).toMatchObject([
      { status: 200, body: { released: true } },
      { status: 200, body: { released: false } },
    ]);
    expect((await connect(gateway)).code).toBe('VALID');
    expect((await connect(gateway)).code).toBe('CONCURRENCY_LIMITED');
  });

  test('answers alike for a foreign lease, an unknown one and what is none', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { concurrencyLimit: 1 });
    const leaseId = (await connect(gateway)).leaseId ?? '';
    const foreign = await createToken(keywatch, await seedTenant(keywatch), 'GATEWAY');
    const unknown = leaseId.replace(/.$/, (last) => (last === '0' ? '1' : '0'));
    const answers = [
      await keywatch.post(`/v1/leases/${leaseId}/release`, foreign, {}),
      await gateway.release(unknown),
      await gateway.release('nothing'),
    ];
    const alike = { status: 200, body: { released: false, requestId: expect.any(String) } };
    expect(answers).toEqual([alike, alike, alike]);
    const renewals = [
      await keywatch.post(`/v1/leases/${leaseId}/renew`, foreign, {}),
      await gateway.renew(unknown),
      await gateway.renew('nothing'),
    ];
    const notRenewed = { status: 200, body: { renewed: false, requestId: expect.any(String) } };
    expect(renewals).toEqual([notRenewed, notRenewed, notRenewed]);
    expect((await connect(gateway)).code).toBe('CONCURRENCY_LIMITED');
  });

  test('takes no body', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { concurrencyLimit: 1 });
    const { leaseId } = await connect(gateway);
    const response = await fetch(new URL(`/v1/leases/${leaseId}/release`, keywatch.url), {
      method: 'POST',
      headers: { authorization: `Bearer ${gateway.token}` },
    });
    expect(await response.json()).toMatchObject({ released: true });
  });

  test('takes a gateway token', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const gateway = await seedGateway(keywatch, { concurrencyLimit: 1 });
    const path = `/v1/leases/${(await connect(gateway)).leaseId}/release`;
    const admin = await createToken(keywatch, gateway.tenant, 'ADMIN');
    for (const [bearer, status] of [
      [undefined, 401],
      [gateway.secret, 401],
      [admin, 403],
      [gateway.token, 200],
    ] as const) {
      expect(await keywatch.post(path, bearer, {})).toMatchObject({ status });
    }
  });
});

test('renewing a lease keeps it, and one that was given back stays so', async () => {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const gateway = await seedGateway(keywatch, { concurrencyLimit: 1 });
  const leaseId = (await connect(gateway)).leaseId ?? '';
  expect(await gateway.renew(leaseId)).toMatchObject({ status: 200, body: { renewed: true } });
  expect((await connect(gateway)).code).toBe('CONCURRENCY_LIMITED');
  await gateway.release(leaseId);
  expect(await gateway.renew(leaseId)).toMatchObject({ status: 200, body: { renewed: false } });
  expect((await connect(gateway)).code).toBe('VALID');
});
