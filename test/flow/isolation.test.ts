import { getNamedType, buildSchema as graphqlSchema, isLeafType } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema, fieldsWithoutScopes } from '../../src/control-plane/schema.ts';
import {
  CreateAccessToken,
  CreateKey,
  CreateServer,
  CreateWorkspace,
  RevokeKey,
  Viewer,
} from '../support/documents.ts';
import { ask, execute, seedTenant, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { callOf, takesIds } from '../support/operations.ts';
import { sql } from '../support/sql.ts';

const NOBODY = '019a0000-0000-7000-8000-000000000000';

const schema = buildSchema();

/** Every root field as an operation that is valid but for the workspace it names. */
function rootOperations(workspaceId: string): { name: string; text: string; scoped: boolean }[] {
  return [schema.getQueryType(), schema.getMutationType()].flatMap((type) =>
    Object.values(type?.getFields() ?? {}).map((field) => {
      const call = callOf(field, (slot) => (takesIds(slot) ? `"${workspaceId}"` : undefined));
      const selection = isLeafType(getNamedType(field.type)) ? '' : '{ __typename }';
      return {
        name: field.name,
        text: `${type === schema.getMutationType() ? 'mutation' : 'query'} { ${call} ${selection} }`,
        scoped:
          (field.args.some(({ name }) => name === 'workspaceId') && field.name !== 'setWorkspacePlan') ||
          field.name === 'workspace',
      };
    }),
  );
}

describe('the root fields', () => {
  test('are counted out of the schema where they do not say who may call them', () => {
    const plain = graphqlSchema('type Query { open: Int } type Mutation { change: Int }');
    expect(fieldsWithoutScopes(plain)).toEqual(['Query.open', 'Mutation.change']);
    expect(fieldsWithoutScopes(schema)).toEqual([]);
  });

  test('demand that somebody signs in, but for those that do it', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const open: string[] = [];
    for (const { name, text } of rootOperations(NOBODY)) {
      const { codes } = await execute(keywatch, text, {});
      if (codes.join() !== 'UNAUTHENTICATED') open.push(name);
    }
    expect(open.sort()).toEqual(['acceptInvitationAsNewUser', 'invitation', 'signIn', 'signUp']);
  });

  test('answer for a foreign workspace as for an unknown one', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const [ours, theirs] = [await seedTenant(keywatch), await seedTenant(keywatch)];
    const operations = rootOperations(theirs.workspaceId).filter(({ scoped }) => scoped);
    expect(operations.length).toBeGreaterThanOrEqual(12);
    const detail = '{ __typename ... on Refusal { code message } }';
    for (const { text } of operations) {
      const asked = text.startsWith('mutation') ? text.replace('{ __typename }', detail) : text;
      const foreign = await execute(keywatch, asked, {}, ours.token);
      const unknown = await execute(keywatch, asked.replaceAll(theirs.workspaceId, NOBODY), {}, ours.token);
      const nonsense = await execute(
        keywatch,
        asked.replaceAll(theirs.workspaceId, 'nonsense'),
        {},
        ours.token,
      );
      for (const answer of [foreign, unknown, nonsense]) {
        expect(JSON.stringify([answer.data, answer.codes])).toContain('NOT_FOUND');
      }
      expect(bodyOf(foreign)).toEqual(bodyOf(unknown));
    }
    expect(await sql(keywatch.databaseUrl, 'SELECT 1 FROM servers')).toEqual([]);
  });

  test('do not reach foreign things through a workspace of one’s own', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const [ours, theirs] = [await seedTenant(keywatch), await seedTenant(keywatch)];
    const key = success(
      await ask(keywatch, CreateKey, { workspaceId: theirs.workspaceId, name: 'theirs' }, theirs.token),
    );
    const { server } = success(
      await ask(
        keywatch,
        CreateServer,
        { workspaceId: theirs.workspaceId, slug: 'crm', name: 'CRM' },
        theirs.token,
      ),
    );
    const { workspaceId } = ours;
    expect(await ask(keywatch, RevokeKey, { workspaceId, keyId: key.key.id }, ours.token)).toEqual(
      await ask(keywatch, RevokeKey, { workspaceId, keyId: NOBODY }, ours.token),
    );
    const keyFor = async (serverId: string) =>
      await ask(keywatch, CreateKey, { workspaceId, name: 'ours', serverIds: [serverId] }, ours.token);
    expect(await keyFor(server.id)).toEqual(await keyFor(NOBODY));
    expect(await sql(keywatch.databaseUrl, 'SELECT revoked_at FROM keys')).toEqual([{ revoked_at: null }]);
  });
});

describe('GraphQL is opened', () => {
  test('by an ADMIN token within its workspace only', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const tenant = await seedTenant(keywatch);
    const { workspaceId } = tenant;
    const { workspace } = success(await ask(keywatch, CreateWorkspace, { name: 'second' }, tenant.token));
    const { secret } = success(
      await ask(
        keywatch,
        CreateAccessToken,
        { workspaceId, kind: 'ADMIN', name: 'CI', expiresInDays: 1 },
        tenant.token,
      ),
    );
    expect(await ask(keywatch, Viewer, {}, secret)).toMatchObject({
      id: tenant.id,
      workspaces: [{ id: workspaceId, role: 'ADMIN' }],
    });
    success(await ask(keywatch, CreateKey, { workspaceId, name: 'ours' }, secret));
    expect(await ask(keywatch, CreateKey, { workspaceId: workspace.id, name: 'no' }, secret)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await ask(keywatch, CreateWorkspace, { name: 'third' }, secret)).toMatchObject({
      code: 'FORBIDDEN',
    });
    await sql(
      keywatch.databaseUrl,
      "UPDATE access_tokens SET expires_at = '2026-01-01' WHERE kind = 'ADMIN'",
    );
    expect(await execute(keywatch, Viewer, {}, secret)).toMatchObject({
      status: 401,
      codes: ['TOKEN_INVALID'],
    });
  });

  test('by no gateway token, no key and nothing made up', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { token, workspaceId } = await seedTenant(keywatch);
    const gateway = success(
      await ask(keywatch, CreateAccessToken, { workspaceId, kind: 'GATEWAY', name: 'edge' }, token),
    );
    const key = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI', scopes: ['*'] }, token));
    for (const secret of [gateway.secret, key.secret, 'mcp_sk_foreign']) {
      expect(await execute(keywatch, '{ __typename }', {}, secret)).toMatchObject({
        status: 403,
        codes: ['TOKEN_KIND_NOT_ALLOWED'],
        data: null,
      });
    }
    for (const secret of [`${token}x`, 'kwt_ses_made-up', gateway.secret.replace('gw', 'adm')]) {
      expect(await execute(keywatch, '{ __typename }', {}, secret)).toMatchObject({
        status: 401,
        codes: ['TOKEN_INVALID'],
      });
    }
  });
});

function bodyOf({ data, codes, messages }: { data: unknown; codes: unknown; messages: unknown }): unknown {
  return { data, codes, messages };
}
