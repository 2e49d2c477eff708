import { expect, test } from 'vitest';
import {
  CreateThreshold,
  DeleteThreshold,
  Thresholds,
  UpdateThreshold,
} from '../support/documents/alerts.ts';
import { ask, success } from '../support/graphql.ts';
import { auditOf, makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { startKeywatch } from '../support/keywatch.ts';

test('thresholds are set, listed, changed and deleted; members set those of their keys; bad input is refused', async () => {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId, token, member, viewer, crm } = tenant;
  const own = (await makeKey(keywatch, tenant, {}, member.token)).key.id;
  const given = { workspaceId, name: 'Busy', metric: 'REQUESTS', limit: 100 } as const;
  const make = async (fields: object, asked = token) =>
    await ask(keywatch, CreateThreshold, { ...given, ...fields }, asked);
  const { threshold } = success(await make({ metric: 'ERROR_SHARE', limit: 0.2, serverId: crm }));
  expect(threshold).toMatchObject({ requestsMin: 20, severity: 'WARNING', server: { id: crm }, key: null });
  success(await make({ keyId: own, name: 'Mine' }, member.token));
  const names = async (asked: string) =>
    (await ask(keywatch, Thresholds, { workspaceId }, asked)).map(({ name }) => name);
  expect([await names(viewer.token), await names(member.token)]).toEqual([['Mine', 'Busy'], ['Mine']]);
  const gone = { workspaceId, thresholdId: threshold.id };
  const change = async (fields: object, asked = token) =>
    await ask(keywatch, UpdateThreshold, { ...gone, ...fields }, asked);
  expect(success(await change({ limit: 0.3, severity: 'CRITICAL' })).threshold).toMatchObject({
    name: 'Busy',
    metric: 'ERROR_SHARE',
    limit: 0.3,
    requestsMin: 20,
    severity: 'CRITICAL',
  });
  success(await change({ limit: 0.3 }));
  expect(await change({ limit: 1 })).toMatchObject({ code: 'INVALID_INPUT' });
  expect(await change({ thresholdId: NOBODY })).toMatchObject({ code: 'NOT_FOUND' });
  expect(await change({ limit: 0.1 }, member.token)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await change({ limit: 0.1 }, viewer.token)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await ask(keywatch, DeleteThreshold, gone, member.token)).toMatchObject({ code: 'NOT_FOUND' });
  success(await ask(keywatch, DeleteThreshold, gone, token));
  expect(await ask(keywatch, DeleteThreshold, gone, token)).toMatchObject({ code: 'NOT_FOUND' });
  expect(await names(token)).toEqual(['Mine']);
  expect(await auditOf(keywatch, threshold.id)).toMatchObject([
    { action: 'threshold.created', detail: { limit: 0.2, serverId: crm } },
    {
      action: 'threshold.updated',
      before: { limit: 0.2, severity: 'WARNING' },
      after: { limit: 0.3, severity: 'CRITICAL' },
    },
    { action: 'threshold.deleted', detail: { name: 'Busy' } },
  ]);
  const cases: [object, string, string][] = [
    [{ limit: -1 }, 'INVALID_INPUT', 'limit: must be at least 0'],
    [{ limit: 1e10 }, 'INVALID_INPUT', 'limit: must be at most'],
    [{ metric: 'ERROR_SHARE', limit: 20 }, 'INVALID_INPUT', 'limit: a share is less than 1'],
    [{ requestsMin: 0 }, 'INVALID_INPUT', 'requestsMin: must be at least 1'],
    [{ name: '' }, 'INVALID_INPUT', 'name: must not be empty'],
    [{ keyId: NOBODY }, 'NOT_FOUND', 'no such key'],
    [{ keyId: own, serverId: crm }, 'INVALID_INPUT', 'serverId: give either'],
  ];
  for (const [fields, code, message] of cases) {
    expect(await make(fields)).toMatchObject({ code, message: expect.stringContaining(message) });
  }
  expect(await make({}, member.token)).toMatchObject({ code: 'FORBIDDEN' });
  expect(await make({}, viewer.token)).toMatchObject({ code: 'FORBIDDEN' });
});
