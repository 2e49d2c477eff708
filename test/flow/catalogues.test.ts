import { describe, expect, test } from 'vitest';
import { AlertKinds, MakeToken, TokenScopes } from '../support/documents/platform.ts';
import { ask, execute, seedTenant, signUp } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';

const COUNT_BY_KINDS = `query CountByKinds($workspaceId: ID!, $kinds: [String!]) {
  alertCounts(workspaceId: $workspaceId, filter: { kinds: $kinds }) { count }
}`;

describe('what clients let people choose from', () => {
  test('alerts can be narrowed to every kind that is told', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    const told = await ask(keywatch, AlertKinds, {}, token);
    expect(told).toContainEqual({
      kind: 'error_rate',
      title: 'More errors',
      description: expect.any(String),
      advice: expect.any(String),
      figures: 'SHARE',
      unit: 'of requests fail',
      severity: 'WARNING',
    });
    const kinds = told.map(({ kind }) => kind);
    expect(await execute(keywatch, COUNT_BY_KINDS, { workspaceId, kinds }, token)).toMatchObject({
      data: { alertCounts: [] },
    });
  });

  test('tokens of each kind can be made with every scope that is told of it', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    const told = await ask(keywatch, TokenScopes, {}, token);
    expect(told).toContainEqual({
      scope: 'usage:write',
      description: 'Report usage of the last 48 hours.',
      kinds: ['ADMIN', 'GATEWAY'],
    });
    for (const kind of ['ADMIN', 'GATEWAY'] as const) {
      const scopes = told.filter(({ kinds }) => kinds.includes(kind)).map(({ scope }) => scope);
      const given = { workspaceId, kind, name: 'machine', scopes };
      expect(await ask(keywatch, MakeToken, given, token)).toMatchObject({ accessToken: { scopes } });
    }
  });

  test('is told to everybody who is signed in, and to nobody else', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const { token } = await signUp(keywatch);
    for (const catalogue of [AlertKinds.toString(), TokenScopes.toString()]) {
      expect((await execute(keywatch, catalogue, {}, token)).codes).toEqual([]);
      expect((await execute(keywatch, catalogue, {})).codes).toEqual(['UNAUTHENTICATED']);
    }
  });
});
