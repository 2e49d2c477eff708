import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { GraphQLError } from 'graphql';
import { Refusal } from '../core/errors.ts';
import { ADMIN_ROLES, demandRole, EVERY_ROLE, KEY_ROLES, type Role } from './access.ts';
import type { GraphqlContext } from './context.ts';
import type PrismaTypes from './generated/pothos-types.ts';
import { getDatamodel } from './generated/pothos-types.ts';

/** What a root field may demand. Those that take a string take the id of a workspace. */
interface AuthScopes {
  anybody: boolean;
  signedIn: boolean;
  /** Signed in as a person, not as a machine with an ADMIN token. */
  person: boolean;
  member: string;
  keyOwner: string;
  admin: string;
}

/** Defines no types: each file of `types/` adds its own, with the queries and mutations that return them. */
export const builder = new SchemaBuilder<{
  PrismaTypes: PrismaTypes;
  Context: GraphqlContext;
  AuthScopes: AuthScopes;
  DefaultFieldNullability: false;
  DefaultEdgesNullability: false;
  DefaultNodeNullability: false;
  Scalars: {
    ID: { Input: string; Output: string };
    DateTime: { Input: Date; Output: Date };
    Json: { Input: unknown; Output: unknown };
    Count: { Input: number; Output: number };
  };
}>({
  // The first plugin is the outermost: a refusal of the scopes becomes a typed result, too.
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, PrismaPlugin],
  defaultFieldNullability: false,
  errors: {
    defaultTypes: [Refusal],
    directResult: true,
    defaultUnionOptions: { name: ({ fieldName }) => `${capitalise(fieldName)}Result` },
  },
  scopeAuth: {
    authScopes: (context) => ({
      anybody: true,
      signedIn: context.access !== null,
      person: () => isPerson(context),
      member: async (workspaceId) => await hasRole(context, workspaceId, EVERY_ROLE),
      keyOwner: async (workspaceId) => await hasRole(context, workspaceId, KEY_ROLES),
      admin: async (workspaceId) => await hasRole(context, workspaceId, ADMIN_ROLES),
    }),
    unauthorizedError: () =>
      new GraphQLError('Sign in first: send a session or an ADMIN token as `Authorization: Bearer …`.', {
        extensions: { code: 'UNAUTHENTICATED' },
      }),
  },
  relay: {
    nodeQueryOptions: false,
    nodesQueryOptions: false,
    edgesFieldOptions: { nullable: false },
    nodeFieldOptions: { nullable: false },
  },
  prisma: {
    client: (context) => context.deps.storage.prisma,
    dmmf: getDatamodel(),
  },
});

builder.queryType();
builder.mutationType();

async function hasRole(
  context: GraphqlContext,
  workspaceId: string,
  roles: readonly Role[],
): Promise<boolean> {
  if (context.access === null) return false;
  await demandRole(context.access, workspaceId, roles);
  return true;
}

function isPerson({ access }: GraphqlContext): boolean {
  if (access === null || access.kind === 'SESSION') return access !== null;
  throw new Refusal(
    'FORBIDDEN',
    'This takes a session: an ADMIN token stays within its workspace. Sign in instead.',
  );
}

function capitalise(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
