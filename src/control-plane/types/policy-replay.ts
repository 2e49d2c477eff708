import { type PolicyReplay, replayPolicyOfKeys } from '../../actions/replay-policy.ts';
import { isExact } from '../../core/replay/bounds.ts';
import type { Inexactness, Replay } from '../../core/replay/policy-replay.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';
import { keyRef } from './key.ts';
import { keyFilterInput, readKeyFilter } from './key-filter.ts';
import { rateLimitInput } from './key-inputs.ts';
import { resolveKey } from './key-of.ts';

const SENTENCES: Readonly<Record<Inexactness, string>> = {
  ORDER_NOT_STORED: 'Requests are counted by the minute: when in a minute each one came is not stored.',
  STORED_BY_HOUR: 'Requests of more than 6 days ago are counted by the hour.',
  ADDRESSES_NOT_STORED:
    'Of a key, 100 addresses a minute are stored; requests from further ones are counted as `other`.',
  ADDRESSES_APART:
    'Addresses are counted apart from decisions, and those of more than 6 days ago by the day: which of these requests ' +
    'were rejected anyway, or came at which hour, is not stored.',
  SCOPES_NOT_STORED: 'The scopes that requests asked for are not stored.',
  COSTS_NOT_STORED: 'Some requests cost more than 1; which ones is not stored.',
};

const reasonCode = builder.enumType('PolicyReplayReasonCode', {
  description: 'What is not stored and would have to be known.',
  values: Object.fromEntries(
    Object.entries(SENTENCES).map(([code, description]) => [code, { description }]),
  ) as Record<Inexactness, { description: string }>,
});

const reasonRef = builder.objectRef<Inexactness>('PolicyReplayReason').implement({
  description: 'Why a number is not exact.',
  fields: (t) => ({
    code: t.field({ type: reasonCode, resolve: (code) => code }),
    sentence: t.string({ description: 'The same in words.', resolve: (code) => SENTENCES[code] }),
  }),
});

const countsRef = builder.objectRef<Replay>('PolicyReplayCounts').implement({
  description: 'What a policy would have done to requests.',
  fields: (t) => ({
    requests: t.expose('requests', { type: 'Count', description: 'All that were decided in the span.' }),
    letThrough: t.expose('letThrough', { type: 'Count', description: 'Those that were VALID.' }),
    rejectedAtLeast: t.field({
      type: 'Count',
      description: 'So many of those let through the policy would have rejected at least.',
      resolve: ({ rejected }) => rejected.atLeast,
    }),
    rejectedAtMost: t.field({
      type: 'Count',
      description: 'And so many at most.',
      resolve: ({ rejected }) => rejected.atMost,
    }),
    exact: t.boolean({
      description: 'Both are the same.',
      resolve: ({ rejected }) => isExact(rejected),
    }),
    reasons: t.field({
      type: [reasonRef],
      description: 'Why it is not exact; none where it is.',
      resolve: ({ why }) => [...why],
    }),
  }),
});

const keyReplayRef = builder.objectRef<PolicyReplay['keys'][number]>('KeyPolicyReplay').implement({
  description: 'What a policy would have done to the requests of one key.',
  fields: (t) => ({
    keyId: t.exposeID('keyId'),
    key: t.prismaField({
      type: keyRef,
      resolve: resolveKey,
    }),
    counts: t.field({ type: countsRef, resolve: (replay) => replay }),
  }),
});

const replayRef = builder.objectRef<PolicyReplay>('PolicyReplay').implement({
  description: 'What a policy would have done to the requests of keys.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime', description: 'The start of a UTC day.' }),
    to: t.expose('to', { type: 'DateTime' }),
    completeThrough: t.expose('completeThrough', {
      type: 'DateTime',
      nullable: true,
      description:
        'Everything acknowledged before this instant is counted here; null: nothing was rolled up yet.',
    }),
    total: t.expose('total', { type: countsRef, description: 'Sums over the keys.' }),
    keys: t.expose('keys', { type: [keyReplayRef], description: 'The newest first.' }),
    keysLeftOut: t.exposeBoolean('keysLeftOut', {
      description: 'More keys fit the filter; only the newest 100 were looked at.',
    }),
  }),
});

const policyInputRef = builder.inputType('PolicyInput', {
  description:
    'Rules that keys might have, at least one. A rule that is left out stays as it is: what it rejected stays rejected.',
  fields: (t) => ({
    rateLimit: t.field({ type: rateLimitInput, description: 'Each request is taken to cost 1.' }),
    allowCidrs: t.stringList({ description: 'As of a key: an empty list allows every address.' }),
    scopes: t.stringList({ description: 'The scopes that the keys would have.' }),
    expiresAt: t.field({ type: 'DateTime', description: 'May lie in the past.' }),
  }),
});

builder.queryField('policyReplay', (t) =>
  t.field({
    type: replayRef,
    description:
      'How many of the stored requests of keys, of today and the UTC days before, other rules would have rejected. Exact ' +
      'where what is stored allows it; otherwise within bounds, with the reasons. Nothing is written. Members ask about ' +
      'their own keys.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'usage:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      policy: t.arg({ type: policyInputRef, required: true, description: 'The rules to judge by.' }),
      keyIds: t.arg.idList({ description: 'At most 100; left out: the newest 100 that fit the filter.' }),
      filter: t.arg({ type: keyFilterInput, description: 'Left out: all keys, revoked ones too.' }),
      days: t.arg.int({
        required: true,
        defaultValue: 14,
        description: 'How many UTC days before today, 1 to 90.',
      }),
    },
    resolve: async (_root, { workspaceId, filter: given, keyIds, policy, days }, context) => {
      const filter = readKeyFilter(workspaceId, given);
      const confined = confinedOwner(accessOf(context), workspaceId);
      const ownerIds =
        confined === undefined
          ? filter.ownerIds
          : (filter.ownerIds ?? [confined]).filter((id) => id === confined);
      return await replayPolicyOfKeys(context.db, context.deps, {
        filter: { ...filter, ownerIds },
        keyIds: keyIds?.map(idOf),
        policy,
        days,
      });
    },
  }),
);
