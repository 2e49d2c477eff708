import { QUOTA_REFILLS } from '../../core/quota.ts';
import { KEY_SELECT } from '../../storage/key-page.ts';
import { builder } from '../builder.ts';
import { serverRef } from './server.ts';
import { withServersOf } from './servers-of.ts';
import { userRef } from './user.ts';

export const keyStatus = builder.enumType('KeyStatus', {
  description: 'Revoked comes before expired, expired before suspended.',
  values: ['ACTIVE', 'SUSPENDED', 'EXPIRED', 'REVOKED'] as const,
});

export const BURST =
  'How many of them may come at once; those taken come back evenly over the window. Null: as many as the limit allows.';

const rateLimitRef = builder
  .objectRef<{ readonly limit: number; readonly windowSeconds: number; readonly burst: number | null }>(
    'RateLimit',
  )
  .implement({
    description: 'At most `limit` requests in any `windowSeconds`.',
    fields: (t) => ({
      limit: t.exposeInt('limit'),
      windowSeconds: t.exposeInt('windowSeconds'),
      burst: t.exposeInt('burst', { nullable: true, description: BURST }),
    }),
  });

export const quotaRefillRef = builder.enumType('QuotaRefill', {
  description: 'When a quota is filled up again, by the UTC calendar; weeks begin on Monday.',
  values: QUOTA_REFILLS,
});

const quotaRef = builder
  .objectRef<{ readonly limit: number; readonly refill: typeof quotaRefillRef.$inferType }>('Quota')
  .implement({
    description: 'At most `limit` requests until the next refill.',
    fields: (t) => ({ limit: t.exposeInt('limit'), refill: t.expose('refill', { type: quotaRefillRef }) }),
  });

/** What tells the servers that a key opens. */
export const OPENED = {
  workspaceId: true,
  allServers: true,
  servers: KEY_SELECT.servers,
} as const;

export const keyRef = builder.prismaObject('Key', {
  description: 'An API key. Its secret is shown when it is made and, unless it is recoverable, never again.',
  select: KEY_SELECT,
  fields: (t) => ({
    id: t.exposeID('id'),
    name: t.exposeString('name'),
    description: t.exposeString('description', { nullable: true }),
    prefix: t.exposeString('prefix', { description: 'How the secret begins.' }),
    lastFour: t.exposeString('lastFour', { description: 'How the secret ends.' }),
    environment: t.exposeString('environment'),
    scopes: t.exposeStringList('scopes'),
    allServers: t.exposeBoolean('allServers', { description: 'Opens every server, also future ones.' }),
    servers: t.field({
      type: [serverRef],
      description: 'The servers that the key opens now.',
      select: OPENED,
      resolve: (key, _args, context, info) =>
        withServersOf(context, info, key.workspaceId, (servers) =>
          key.allServers
            ? [...servers.values()]
            : key.servers.flatMap(({ serverId }) => servers.get(serverId) ?? []),
        ),
    }),
    serverCount: t.int({
      select: OPENED,
      resolve: (key, _args, context, info) =>
        key.allServers
          ? withServersOf(context, info, key.workspaceId, (servers) => servers.size)
          : key.servers.length,
    }),
    owner: t.field({ type: userRef, select: { owner: KEY_SELECT.owner }, resolve: ({ owner }) => owner }),
    createdAt: t.expose('createdAt', { type: 'DateTime' }),
    lastUsedAt: t.expose('lastUsedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'The minute of the last request that is rolled up; null: never used.',
    }),
    expiresAt: t.expose('expiresAt', { type: 'DateTime', nullable: true, description: 'Null: never.' }),
    revokedAt: t.expose('revokedAt', { type: 'DateTime', nullable: true }),
    deletedAt: t.expose('deletedAt', {
      type: 'DateTime',
      nullable: true,
      description: 'Null: it is on lists. What a deleted key did is told of it, though it is found no more.',
    }),
    status: t.field({
      type: keyStatus,
      select: { revokedAt: true, expiresAt: true, suspendedAt: true, containmentStep: true },
      resolve: ({ revokedAt, expiresAt, suspendedAt, containmentStep }, _args, { deps }) => {
        if (revokedAt !== null) return 'REVOKED';
        if (expiresAt !== null && expiresAt <= deps.now()) return 'EXPIRED';
        return suspendedAt === null && containmentStep !== 'SUSPEND' ? 'ACTIVE' : 'SUSPENDED';
      },
    }),
    rateLimit: t.field({
      type: rateLimitRef,
      nullable: true,
      description: 'Its own; null: that of the server, the workspace or the plan, as `effectiveLimit` says.',
      select: { rateLimit: true, rateLimitSeconds: true, rateLimitBurst: true },
      resolve: ({ rateLimit, rateLimitSeconds, rateLimitBurst }) =>
        rateLimit === null
          ? null
          : { limit: rateLimit, windowSeconds: rateLimitSeconds, burst: rateLimitBurst },
    }),
    metadata: t.expose('metadata', { type: 'Json' }),
    quota: t.field({
      type: quotaRef,
      nullable: true,
      description: 'Null: none.',
      select: { quotaLimit: true, quotaRefill: true },
      resolve: ({ quotaLimit, quotaRefill }) =>
        quotaLimit === null ? null : { limit: quotaLimit, refill: quotaRefill },
    }),
    concurrencyLimit: t.exposeInt('concurrencyLimit', {
      nullable: true,
      description: 'Leases that verifications with `lease: true` hold at the same time; null: any number.',
    }),
    allowCidrs: t.exposeStringList('allowCidrs', {
      description: 'Addresses and ranges that it may be used from; none: all.',
    }),
    requiresSignature: t.exposeBoolean('requiresSignature', {
      description: 'Requests have to be signed.',
    }),
    hasSigningSecret: t.boolean({
      description: 'Requests are signed with a secret of its own, which is never sent, instead of the key.',
      select: { sealedSigningSecret: true },
      resolve: ({ sealedSigningSecret }) => sealedSigningSecret !== null,
    }),
    recoverable: t.boolean({
      description: 'Its secret can be shown again with `revealApiKey`.',
      select: { sealedSecret: true },
      resolve: ({ sealedSecret }) => sealedSecret !== null,
    }),
    suspendedAt: t.expose('suspendedAt', { type: 'DateTime', nullable: true }),
  }),
});
