import { DECISION_CODES } from '../../core/decision.ts';
import type { UsageGroup, UsagePoint, UsageTotals } from '../../core/usage/report.ts';
import { builder } from '../builder.ts';
import { keyRef } from './key.ts';
import { serverRef } from './server.ts';
import { userRef } from './user.ts';

/** The outcome of a verification, as dashboards see it. */
export const decisionCodeRef = builder.enumType('DecisionCode', {
  description: 'The outcome of a verification.',
  values: DECISION_CODES,
});

export const usageTotalsRef = builder.objectRef<UsageTotals>('UsageTotals').implement({
  description: 'Sums over a span.',
  fields: (t) => ({
    requests: t.expose('requests', { type: 'Count' }),
    denied: t.expose('denied', { type: 'Count', description: 'Requests whose verification was not VALID.' }),
    clientErrors: t.expose('clientErrors', {
      type: 'Count',
      description: 'Responses 4xx that gateways reported.',
    }),
    serverErrors: t.expose('serverErrors', {
      type: 'Count',
      description: 'Responses 5xx that gateways reported.',
    }),
    errorRate: t.exposeFloat('errorRate', { description: 'Errors per request, from 0 on.' }),
    bytes: t.expose('bytes', { type: 'Count' }),
    p50Ms: t.exposeFloat('p50Ms', {
      nullable: true,
      description: 'Within 9.1 %; null: no latency was reported.',
    }),
    p95Ms: t.exposeFloat('p95Ms', { nullable: true }),
    p99Ms: t.exposeFloat('p99Ms', { nullable: true }),
  }),
});

/** One step of a series. */
export const usagePointRef = builder.objectRef<UsagePoint>('UsagePoint').implement({
  description: 'One step of a series.',
  fields: (t) => ({
    at: t.field({
      type: 'DateTime',
      description: 'When the step begins, in UTC.',
      resolve: (point) => new Date(point.at),
    }),
    requests: t.expose('requests', { type: 'Count' }),
    denied: t.expose('denied', { type: 'Count' }),
    clientErrors: t.expose('clientErrors', { type: 'Count' }),
    serverErrors: t.expose('serverErrors', { type: 'Count' }),
    bytes: t.expose('bytes', { type: 'Count' }),
  }),
});

export const usageGroupRef = builder.objectRef<UsageGroup>('UsageGroup').implement({
  description: 'What has all that it is grouped by in common, or the rest.',
  fields: (t) => ({
    keyId: t.exposeID('keyId', { nullable: true }),
    key: t.prismaField({
      type: keyRef,
      nullable: true,
      description: 'All keys of an answer are read together.',
      resolve: async (query, { keyId }, _args, { db }) =>
        keyId === null ? null : await db.key.findUnique({ ...query, where: { id: keyId } }),
    }),
    serverId: t.exposeID('serverId', { nullable: true, description: 'Null also where none was named.' }),
    server: t.prismaField({
      type: serverRef,
      nullable: true,
      resolve: async (query, { serverId }, _args, { db }) =>
        serverId === null ? null : await db.server.findUnique({ ...query, where: { id: serverId } }),
    }),
    endpoint: t.exposeString('endpoint', { nullable: true }),
    code: t.expose('code', {
      type: decisionCodeRef,
      nullable: true,
      description: 'Errors, bytes and latencies are not known by code: such groups have none.',
    }),
    environment: t.exposeString('environment', {
      nullable: true,
      description: 'Of the key, as it is now.',
    }),
    ownerId: t.exposeID('ownerId', { nullable: true, description: 'Who owns the key now.' }),
    owner: t.prismaField({
      type: userRef,
      nullable: true,
      resolve: async (query, { ownerId }, _args, { db }) =>
        ownerId === null ? null : await db.user.findUnique({ ...query, where: { id: ownerId } }),
    }),
    metadata: t.exposeString('metadata', {
      nullable: true,
      description: "What the key's metadata holds now, anything but a text as JSON; null where nothing.",
    }),
    rest: t.exposeBoolean('rest', {
      description:
        'Whether this is what is in no other group, beyond `top`, or by CODE what is not known by code: the last ' +
        'group, so that groups always add up to the totals.',
    }),
    totals: t.expose('totals', { type: usageTotalsRef }),
    previous: t.expose('previous', {
      type: usageTotalsRef,
      nullable: true,
      description: 'The totals of the span before; null without `compare`.',
    }),
    series: t.expose('series', { type: [usagePointRef], description: 'Every step of the range.' }),
  }),
});
