import SchemaBuilder from '@pothos/core';
import ErrorsPlugin from '@pothos/plugin-errors';
import PrismaPlugin from '@pothos/plugin-prisma';
import RelayPlugin from '@pothos/plugin-relay';
import ScopeAuthPlugin from '@pothos/plugin-scope-auth';
import { GraphQLError } from 'graphql';
import { Refusal } from '../core/errors.ts';
import type { PrismaClient } from '../storage/generated/client.ts';
import type { Role } from '../storage/memberships.ts';
import { ADMIN_ROLES, type Demand, demandRole, EVERY_ROLE, KEY_ROLES, OWNER_ROLES } from './access.ts';
import type { GraphqlContext } from './context.ts';
import type PrismaTypes from './generated/pothos-types.ts';
import { getDatamodel } from './generated/pothos-types.ts';
import SelectedColumnsPlugin from './selected-columns.ts';

/** What a root field may demand: of a workspace, a role and the scope that a token needs for it. */
interface AuthScopes {
  anybody: boolean;
  signedIn: boolean;
  /** Signed in as a person, not as a machine with an ADMIN token. */
  person: boolean;
  /** Runs the installation. */
  operator: boolean;
  member: Demand;
  keyOwner: Demand;
  admin: Demand;
  owner: Demand;
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
  plugins: [ErrorsPlugin, ScopeAuthPlugin, RelayPlugin, SelectedColumnsPlugin, PrismaPlugin],
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
      operator: () => isOperator(context),
      member: (demand) => hasRole(context, demand, EVERY_ROLE),
      keyOwner: (demand) => hasRole(context, demand, KEY_ROLES),
      admin: (demand) => hasRole(context, demand, ADMIN_ROLES),
      owner: (demand) => hasRole(context, demand, OWNER_ROLES),
    }),
    authorizeOnSubscribe: true,
    cacheKey: (demand) => JSON.stringify(demand),
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
    // A transaction has all of a client that Pothos calls.
    client: (context) => context.db as PrismaClient,
    dmmf: getDatamodel(),
  },
});

builder.queryType();
builder.mutationType();
builder.subscriptionType();

function hasRole({ access }: GraphqlContext, demand: Demand, roles: readonly Role[]): boolean {
  if (access === null) return false;
  demandRole(access, demand, roles);
  return true;
}

function isOperator({ access }: GraphqlContext): boolean {
  if (access === null || access.operator) return access !== null;
  throw new Refusal('FORBIDDEN', 'This takes an operator of the installation; ask the one who runs it.');
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
