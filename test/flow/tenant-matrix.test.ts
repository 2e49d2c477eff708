import { type GraphQLField, type GraphQLObjectType, isObjectType, isRequiredArgument } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema } from '../../src/control-plane/schema.ts';
import { seedAlert } from '../support/alerts.ts';
import { SendTestEvent } from '../support/documents/webhooks.ts';
import { CreateAccessToken, CreateKey, CreateServer, CreateWebhookEndpoint } from '../support/documents.ts';
import { ask, execute, seedTenant, signUp, success, type Tenant } from '../support/graphql.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { callOf, type SlotPath, selectionOf, slotsOf, takesIds } from '../support/operations.ts';
import { addMember, sql } from '../support/sql.ts';

const NOBODY = '019a0000-0000-7000-8000-000000000000';

const schema = buildSchema();

/** A tenant with one of everything that has an id. */
interface FullTenant extends Tenant {
  readonly ids: Readonly<Record<string, string>>;
}

/** Which of a tenant's things an argument wants; a name that is missing here fails the test. */
const THINGS: Readonly<Record<string, string>> = {
  workspaceId: 'workspace',
  keyId: 'key',
  keyIds: 'key',
  serverId: 'server',
  serverIds: 'server',
  userId: 'member',
  ownerId: 'member',
  ownerIds: 'member',
  actorIds: 'member',
  targetId: 'key',
  accessTokenId: 'token',
  sessionId: 'session',
  invitationId: 'invitation',
  endpointId: 'endpoint',
  deliveryId: 'delivery',
  alertId: 'alert',
  muteId: 'mute',
  thresholdId: 'threshold',
  alertIds: 'alert',
  assigneeIds: 'member',
  'alert.id': 'alert',
  haltId: 'halt',
  'key.id': 'key',
  'server.id': 'server',
  'workspace.id': 'workspace',
};

/** How to come to an object of a type whose own fields take ids. */
const WAYS: Readonly<Record<string, (tenant: FullTenant, call: string) => string>> = {
  Key: ({ ids }, call) => `{ key(workspaceId: "${ids.workspace}", id: "${ids.key}") { ${call} } }`,
};

interface Case {
  readonly name: string;
  readonly thing: string;
  /** The operation with an id in the place that is tried. */
  operation(tenant: FullTenant, id: string): string;
}

/** Every field and argument of the schema that takes an id, but for workspaces by themselves (isolation.test.ts). */
function cases(): Case[] {
  // Subscriptions read ids as queries do, and are streams (usage-tick.test.ts).
  const types = Object.values(schema.getTypeMap()).filter(
    (type): type is GraphQLObjectType =>
      isObjectType(type) && !type.name.startsWith('__') && type !== schema.getSubscriptionType(),
  );
  return types.flatMap((type) =>
    Object.values(type.getFields()).flatMap((field) =>
      slotsOf(field)
        .filter(({ path, slot }) => takesIds(slot) && thingOf(field, path) !== 'workspace')
        .map((slot) => toCase(type, field, slot)),
    ),
  );
}

function toCase(type: GraphQLObjectType, field: GraphQLField<unknown, unknown>, { path }: SlotPath): Case {
  const thing = thingOf(field, path);
  const wanted = [path, ...field.args.filter(isRequiredArgument).map(({ name }) => name)];
  return {
    name: `${type.name}.${field.name}(${path})`,
    thing,
    operation: (tenant, id) => {
      const call = callOf(
        field,
        (slot, at) => {
          if (at === path) return listed(slot.type.toString(), id);
          if (slot.name === 'confirmSlug' || slot.name === 'confirmName') return '"no such name"';
          return takesIds(slot)
            ? listed(slot.type.toString(), tenant.ids[thingOf(field, at)] ?? NOBODY)
            : undefined;
        },
        wanted,
      );
      const selection = `${call} ${selectionOf(field.type, 2)}`;
      if (type === schema.getQueryType()) return `{ ${selection} }`;
      if (type === schema.getMutationType()) return `mutation { ${selection} }`;
      const way = WAYS[type.name];
      if (way === undefined) throw new Error(`WAYS does not say how to come to a ${type.name}.`);
      return way(tenant, selection);
    },
  };
}

function thingOf(field: GraphQLField<unknown, unknown>, path: string): string {
  const name = path.split('.').at(-1) ?? path;
  const thing = THINGS[`${field.name}.${name}`] ?? THINGS[name];
  if (thing === undefined) throw new Error(`THINGS does not know what ${field.name}(${path}) wants.`);
  return thing;
}

function listed(type: string, id: string): string {
  return type.startsWith('[') ? `["${id}"]` : `"${id}"`;
}

/** All rows of a tenant, in every table that belongs to workspaces, and what of their people could be changed. */
async function rowsOf(keywatch: TestKeywatch, { ids }: FullTenant): Promise<unknown[]> {
  const tables = (await sql(
    keywatch.databaseUrl,
    `SELECT table_name AS name FROM information_schema.columns
      WHERE table_schema = 'public' AND column_name = 'workspace_id' ORDER BY 1`,
  )) as { name: string }[];
  expect(tables.length).toBeGreaterThanOrEqual(15);
  return await Promise.all(
    tables.map(async ({ name }) => [
      name,
      await sql(keywatch.databaseUrl, `SELECT * FROM ${name} WHERE workspace_id = $1 ORDER BY 1, 2, 3`, [
        ids.workspace,
      ]),
    ]),
  );
}

async function seedFull(keywatch: TestKeywatch): Promise<FullTenant> {
  const tenant = await seedTenant(keywatch);
  const { token, workspaceId } = tenant;
  const member = await signUp(keywatch, 'Mel');
  await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
  const { server } = success(
    await ask(keywatch, CreateServer, { workspaceId, slug: 'crm', name: 'CRM' }, token),
  );
  const { key } = success(await ask(keywatch, CreateKey, { workspaceId, name: 'CI' }, token));
  const gateway = { workspaceId, kind: 'GATEWAY' as const, name: 'edge' };
  const { accessToken } = success(await ask(keywatch, CreateAccessToken, gateway, token));
  const hook = { workspaceId, url: 'https://hooks.example/' };
  const { endpoint } = success(await ask(keywatch, CreateWebhookEndpoint, hook, token));
  const tried = { workspaceId, endpointId: endpoint.id };
  const { delivery } = success(await ask(keywatch, SendTestEvent, tried, token));
  const [mute] = (await sql(
    keywatch.databaseUrl,
    `INSERT INTO mutes (id, workspace_id, reason, "from", until, created_at)
     VALUES (gen_random_uuid(), $1, 'Moving', now(), now() + interval '1 day', now()) RETURNING id`,
    [workspaceId],
  )) as { id: string }[];
  const [threshold] = (await sql(
    keywatch.databaseUrl,
    `INSERT INTO thresholds (id, workspace_id, name, metric, "limit", requests_min, severity, created_at)
     VALUES (gen_random_uuid(), $1, 'Busy', 'REQUESTS', 9, 1, 'WARNING', now()) RETURNING id`,
    [workspaceId],
  )) as { id: string }[];
  const [session] = (await sql(
    keywatch.databaseUrl,
    "SELECT id FROM access_tokens WHERE user_id = $1 AND kind = 'SESSION'",
    [tenant.id],
  )) as { id: string }[];
  const [invitation] = (await sql(
    keywatch.databaseUrl,
    `INSERT INTO invitations (id, workspace_id, email, role, digest, invited_by_id, expires_at)
     VALUES (gen_random_uuid(), $1, 'new@example.com', 'MEMBER', sha256(gen_random_uuid()::text::bytea), $2, now() + interval '1 day')
     RETURNING id`,
    [workspaceId, tenant.id],
  )) as { id: string }[];
  const [halt] = (await sql(
    keywatch.databaseUrl,
    `INSERT INTO containment_halts (id, workspace_id, at, contained_keys, keys_max, active_keys, key_id, open_workspace)
     VALUES (gen_random_uuid(), $1, now(), 3, 3, 5, $2, $1) RETURNING id`,
    [workspaceId, key.id],
  )) as { id: string }[];
  const alert = await seedAlert(keywatch.databaseUrl, { workspaceId, keyId: key.id });
  return {
    ...tenant,
    ids: {
      workspace: workspaceId,
      key: key.id,
      server: server.id,
      member: member.id,
      token: accessToken.id,
      endpoint: endpoint.id,
      delivery: delivery.id,
      session: session?.id ?? '',
      mute: mute?.id ?? '',
      threshold: threshold?.id ?? '',
      invitation: invitation?.id ?? '',
      alert,
      halt: halt?.id ?? '',
    },
  };
}

describe('a foreign tenant’s ids', () => {
  test('say no more than unknown ones, in every field and argument that takes an id, and change nothing', {
    timeout: 120_000,
  }, async () => {
    const keywatch = await startKeywatch({ role: 'api' });
    const [ours, theirs] = [await seedFull(keywatch), await seedFull(keywatch)];
    const before = await rowsOf(keywatch, theirs);
    const all = cases();
    expect(all.length).toBeGreaterThanOrEqual(6);
    const told: string[] = [];
    for (const { name, thing, operation } of all) {
      const known = theirs.ids[thing];
      if (known === undefined) throw new Error(`seedFull makes no ${thing}.`);
      const answers = [];
      for (const id of [known, NOBODY]) {
        const { data, codes, messages } = await execute(keywatch, operation(ours, id), {}, ours.token);
        answers.push(JSON.stringify({ data, codes, messages }).replaceAll(id, '<id>'));
      }
      if (answers[0] !== answers[1]) told.push(`${name}: ${answers.join(' / ')}`);
      if (/GRAPHQL_|BAD_USER_INPUT|INTERNAL|OPERATION_TOO/.test(answers.join())) {
        told.push(`${name} was not tried: ${answers[0]}`);
      }
    }
    expect(told).toEqual([]);
    expect(await rowsOf(keywatch, theirs)).toEqual(before);
  });
});
