import { randomBytes, randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { KeyList } from '../support/documents/key-list.ts';
import { CreateKey, CreateServer } from '../support/documents.ts';
import type { KeyListQuery, KeyListQueryVariables } from '../support/gql/graphql.ts';
import { ask, execute, seedTenant, signUp, success } from '../support/graphql.ts';
import { startKeywatch } from '../support/keywatch.ts';
import { addMember, sql } from '../support/sql.ts';

const DAY_MS = 86_400_000;
const NOW = Date.now();

/** The instant some days from now; negative days lie in the past. */
const day = (days: number) => new Date(NOW + days * DAY_MS).toISOString();

/** What is filtered by, and the names of the keys that fit. */
const FILTERS: [string, object, string][] = [
  ['a part of the name in any case', { text: 'DEPLOY' }, 'deploy'],
  ['a part of the description', { text: 'nightly' }, 'backup'],
  ['the prefix', { text: 'mcp_sk_' }, 'runner'],
  ['the last four characters', { text: 'zZ9q' }, 'runner'],
  ['signs that SQL knows, as they stand', { text: '100%_\\' }, 'odd'],
  ['nothing, where the search is empty', { text: '' }, 'backup deploy expired odd runner'],
  ['an owner', { ownerIds: ['BOB'] }, 'runner'],
  ['a server, also of keys that open all', { serverIds: ['CRM'] }, 'backup deploy expired odd'],
  ['another server', { serverIds: ['MAIL'] }, 'backup deploy expired odd runner'],
  ['environments', { environments: ['staging', 'nowhere'] }, 'backup'],
  ['the status ACTIVE', { statuses: ['ACTIVE'] }, 'deploy odd'],
  ['other statuses', { statuses: ['EXPIRED', 'REVOKED', 'SUSPENDED'] }, 'backup expired runner'],
  [
    'nothing, where the lists are empty',
    { statuses: [], ownerIds: [], serverIds: [], scopes: [] },
    'backup deploy expired odd runner',
  ],
  ['a scope', { scopes: ['crm:read'] }, 'deploy'],
  ['metadata', { metadata: { path: ['team', 'name'], value: 'infra' } }, 'deploy'],
  ['metadata that is null', { metadata: { path: ['contact'], value: null } }, 'odd'],
  ['metadata of no key', { metadata: { path: ['__proto__'], value: 'x' } }, ''],
  ['creation', { createdBefore: day(-3.5) }, 'expired runner'],
  ['last use, or creation of keys that were never used', { lastUsedBefore: day(-0.8) }, 'expired odd runner'],
  ['expiry', { expiresBefore: day(6) }, 'expired runner'],
  ['several at once', { text: 'XPI', statuses: ['ACTIVE', 'EXPIRED'], scopes: ['mcp:read'] }, 'expired'],
  ['ids of nobody', { ownerIds: [randomUUID()], serverIds: [randomUUID()] }, ''],
];

/** Orders, and the names in them; keys that lack the time stand last, in the order of their ids. */
const SORTS: [KeyListQueryVariables['sort'], string][] = [
  [undefined, 'odd deploy backup runner expired'],
  [{ by: 'CREATED_AT', direction: 'ASC' }, 'expired runner backup deploy odd'],
  [{ by: 'NAME', direction: 'ASC' }, 'backup deploy expired odd runner'],
  [{ by: 'NAME' }, 'runner odd expired deploy backup'],
  [{ by: 'LAST_USED_AT', direction: 'DESC' }, 'deploy backup runner odd expired'],
  [{ by: 'LAST_USED_AT', direction: 'ASC' }, 'runner backup deploy expired odd'],
  [{ by: 'EXPIRES_AT', direction: 'ASC' }, 'expired runner deploy backup odd'],
  [{ by: 'EXPIRES_AT', direction: 'DESC' }, 'deploy runner expired odd backup'],
];

describe('the list of keys', () => {
  test('may be asked for several times at once, beside other things', async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const { workspaceId, token } = await seedTenant(keywatch);
    await ask(keywatch, CreateKey, { workspaceId, name: 'One' }, token);
    const text = `query Both($workspaceId: ID!) {
      newest: keys(workspaceId: $workspaceId) { ...Page }
      viewer { name }
      again: keys(workspaceId: $workspaceId) { ...Page }
      staging: keys(workspaceId: $workspaceId, filter: { environments: ["staging"] }) { totalCount }
    }
    fragment Page on KeyConnection {
      edges { node { name quota { refill } servers { status } recoverable owner { name } lineage { name } } }
    }`;
    const { data, messages } = await execute(keywatch, text, { workspaceId }, token);
    expect(messages).toEqual([]);
    const page = {
      edges: [
        {
          node: {
            name: 'One',
            quota: null,
            servers: [],
            recoverable: false,
            owner: { name: 'Ada' },
            lineage: [{ name: 'One' }],
          },
        },
      ],
    };
    expect(data).toMatchObject({
      newest: page,
      again: page,
      viewer: { name: 'Ada' },
      staging: { totalCount: 0 },
    });
  });

  test('is filtered by each field, and counted', async () => {
    const { list, ids } = await seeded();
    for (const [sentence, filter, expected] of FILTERS) {
      const text = JSON.stringify(filter).replaceAll(/BOB|CRM|MAIL/g, (name) => ids[name] ?? '');
      const { names, totalCount } = await list({ filter: JSON.parse(text), counted: true });
      expect([sentence, totalCount, names.toSorted().join(' ')]).toEqual([sentence, names.length, expected]);
    }
  });

  test('is sorted, and its pages follow one another without a gap', async () => {
    const { pages } = await seeded();
    for (const [sort, expected] of SORTS) {
      for (const first of [1, 2, 5]) {
        expect([sort, first, (await pages({ sort, first })).join(' ')]).toEqual([sort, first, expected]);
      }
    }
  });

  test('goes on behind keys of the very same instant', async () => {
    const { insert, pages } = await setUp();
    const rows = Array.from({ length: 7 }, (_, index) => ({ name: `k${index}`, created_at: day(-1) }));
    await insert(rows);
    expect((await pages({ first: 3 })).toSorted()).toEqual(rows.map(({ name }) => name));
  });

  test('shows members their own keys, viewers all, strangers nothing, and deleted keys to nobody', async () => {
    const { keywatch, tenant, insert } = await setUp();
    const { workspaceId } = tenant;
    const [bob, vera, eve] = [
      await signUp(keywatch, 'Bob'),
      await signUp(keywatch, 'Vera'),
      await signUp(keywatch, 'Eve'),
    ];
    await addMember(keywatch.databaseUrl, { workspaceId, userId: bob.id, role: 'MEMBER' });
    await addMember(keywatch.databaseUrl, { workspaceId, userId: vera.id, role: 'VIEWER' });
    await insert([
      { name: 'mine' },
      { name: 'his', owner_id: bob.id },
      { name: 'gone', owner_id: bob.id, deleted_at: day(0), revoked_at: day(0) },
    ]);
    const see = async (token: string, filter: object = {}) => {
      const { data, codes } = await execute(keywatch, KeyList, { workspaceId, filter, counted: true }, token);
      return data === null
        ? codes
        : [data.keys.totalCount, ...data.keys.edges.map(({ node }) => node.name).toSorted()];
    };
    expect(await see(tenant.token)).toEqual([2, 'his', 'mine']);
    expect(await see(vera.token)).toEqual([2, 'his', 'mine']);
    expect(await see(bob.token)).toEqual([1, 'his']);
    expect(await see(bob.token, { ownerIds: [tenant.id] })).toEqual([0]);
    expect(await see(eve.token)).toEqual(['NOT_FOUND']);
    expect(await see(tenant.token, { statuses: ['REVOKED'] })).toEqual([0]);
  });

  test('refuses what it cannot understand, and names it', async () => {
    const { keywatch, tenant, list } = await seeded();
    const { endCursor } = (await list({ first: 1 })).pageInfo;
    const cursor = (place: unknown) => Buffer.from(JSON.stringify(place)).toString('base64url');
    const deep = Array.from({ length: 2_000 }).reduce((inner) => [inner], 1);
    const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
    const cases: [object, RegExp][] = [
      [{ first: 0 }, /^first: must be from 1 to 100/],
      [{ first: 101 }, /^first: must be from 1 to 100/],
      [{ first: -1 }, /^first: /],
      [{ after: 'nonsense' }, /^after: is no cursor of this list/],
      [{ after: '' }, /^after: is no cursor/],
      [{ after: cursor(['CREATED_AT', 'DESC', 'x', randomUUID()]) }, /^after: is no cursor/],
      [{ after: cursor(['CREATED_AT', 'DESC', 9e15, randomUUID()]) }, /^after: is no cursor/],
      [{ after: cursor(['CREATED_AT', 'DESC', 1, 'id']) }, /^after: is no cursor/],
      [{ after: cursor(['CREATED_AT', 'DESC', -8e15, randomUUID()]) }, /^after: is no cursor/],
      [
        { after: cursor(['NAME', 'DESC', 'a\0', randomUUID()]), sort: { by: 'NAME' } },
        /^after: is no cursor/,
      ],
      [{ after: cursor(['NAME', 'DESC', null, randomUUID()]), sort: { by: 'NAME' } }, /^after: is no cursor/],
      [{ after: endCursor, sort: { by: 'NAME' } }, /^after: is a cursor of a list in another order/],
      [{ after: endCursor, sort: { direction: 'ASC' } }, /^after: is a cursor of a list in another order/],
      [{ filter: { text: 'a\0b' } }, /^filter\.text: must be well-formed Unicode without the character NUL/],
      [{ filter: { text: '\uD800' } }, /^filter\.text: /],
      [{ filter: { text: 'x'.repeat(201) } }, /^filter\.text: must have at most 200/],
      [{ filter: { metadata: { path: [], value: 1 } } }, /^filter\.metadata\.path: must have 1 to 10 names/],
      [{ filter: { metadata: { path: names(11), value: 1 } } }, /^filter\.metadata\.path: must have 1 to 10/],
      [{ filter: { metadata: { path: ['a\0'], value: 1 } } }, /^filter\.metadata\.path\.0: /],
      [{ filter: { metadata: { path: ['a'], value: 'b\0' } } }, /^filter\.metadata\.value: /],
      [{ filter: { metadata: { path: ['a'], value: ['\uD800'] } } }, /^filter\.metadata\.value: /],
      [{ filter: { metadata: { path: ['a'], value: 'x'.repeat(1_001) } } }, /^filter\.metadata\.value: /],
      [{ filter: { metadata: { path: ['a'], value: deep } } }, /^filter\.metadata\.value: /],
      [{ filter: { environments: ['Production'] } }, /^filter\.environments\.0: /],
      [{ filter: { scopes: ['a b'] } }, /^filter\.scopes\.0: /],
      [{ filter: { serverIds: names(101) } }, /^filter\.serverIds: must have at most 100/],
      [{ filter: { createdBefore: '0000-01-01T00:00:00Z' } }, /^filter\.createdBefore: must not be before/],
    ];
    for (const [variables, message] of cases) {
      const asked = { workspaceId: tenant.workspaceId, ...variables };
      const { codes, messages } = await execute(keywatch, KeyList, asked, tenant.token);
      expect([variables, codes, messages]).toEqual([
        variables,
        ['INVALID_INPUT'],
        [expect.stringMatching(message)],
      ]);
    }
    const strange = { workspaceId: tenant.workspaceId, filter: { ownerIds: ['x'] } };
    expect((await execute(keywatch, KeyList, strange, tenant.token)).codes).toEqual(['NOT_FOUND']);
  });
});

type ListArgs = Omit<Parameters<typeof ask<KeyListQuery, KeyListQueryVariables>>[2], 'workspaceId'>;

/** A workspace whose keys a test inserts as rows. */
async function setUp() {
  const keywatch = await startKeywatch({ role: 'api' });
  const tenant = await seedTenant(keywatch);
  const { workspaceId } = tenant;
  const list = async (args: ListArgs) => {
    const page = await ask(keywatch, KeyList, { workspaceId, ...args }, tenant.token);
    return { ...page, names: page.edges.map(({ node }) => node.name) };
  };
  const pages = async (args: ListArgs) => {
    const names: string[] = [];
    for (let after: string | null | undefined; ; ) {
      const page = await list({ ...args, after });
      expect(page.pageInfo.hasPreviousPage).toBe(after !== undefined);
      names.push(...page.names);
      if (!page.pageInfo.hasNextPage) return names;
      after = page.pageInfo.endCursor;
    }
  };
  const insert = async (rows: readonly Record<string, unknown>[]) => {
    for (const [index, row] of rows.entries()) {
      const columns = {
        // In the order of the rows, which decides among keys that are alike.
        id: `00000000-0000-7000-8000-${String(index).padStart(12, '0')}`,
        workspace_id: workspaceId,
        owner_id: tenant.id,
        digest: randomBytes(32),
        pepper_version: 1,
        prefix: 'kw_live_',
        last_four: 'aB3d',
        scopes: ['mcp:read'],
        ...row,
      };
      const names = Object.keys(columns);
      await sql(
        keywatch.databaseUrl,
        `INSERT INTO keys (${names.join()}) VALUES (${names.map((_, at) => `$${at + 1}`).join()})`,
        Object.values(columns),
      );
    }
  };
  return { keywatch, tenant, list, pages, insert };
}

/** Five keys of two owners, two servers and every status. */
async function seeded() {
  const kit = await setUp();
  const { keywatch, tenant, insert } = kit;
  const { workspaceId } = tenant;
  const bob = await signUp(keywatch, 'Bob');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: bob.id, role: 'MEMBER' });
  const [crm, mail] = await Promise.all(
    ['crm', 'mail'].map(async (slug) => {
      const made = await ask(keywatch, CreateServer, { workspaceId, slug, name: slug }, tenant.token);
      return success(made).server.id;
    }),
  );
  await insert([
    {
      name: 'backup',
      description: 'every Nightly run',
      environment: 'staging',
      created_at: day(-3),
      last_used_at: day(-0.5),
      suspended_at: day(-1),
    },
    {
      name: 'deploy',
      created_at: day(-2),
      last_used_at: day(-0.1),
      expires_at: day(30),
      scopes: ['crm:read'],
      metadata: { team: { name: 'infra', size: 3 } },
    },
    { name: 'expired', created_at: day(-5), expires_at: day(-1) },
    { name: 'odd', description: 'a 100%_\\ sign', created_at: day(-1), metadata: { contact: null } },
    {
      name: 'runner',
      owner_id: bob.id,
      all_servers: false,
      prefix: 'mcp_sk_',
      last_four: 'Zz9q',
      created_at: day(-4),
      last_used_at: day(-2),
      expires_at: day(5),
      revoked_at: day(0),
    },
  ]);
  await sql(
    keywatch.databaseUrl,
    "INSERT INTO key_servers (workspace_id, key_id, server_id) SELECT workspace_id, id, $1 FROM keys WHERE name = 'runner'",
    [mail],
  );
  const ids: Record<string, string | undefined> = { BOB: bob.id, CRM: crm, MAIL: mail };
  return { ...kit, ids };
}
