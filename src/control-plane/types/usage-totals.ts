import { DECISION_CODES } from '../../core/decision.ts';
import type { UsageGroup, UsagePoint, UsageTotals } from '../../core/usage/report.ts';
import { builder } from '../builder.ts';
import { keyRef } from './key.ts';
import { serverRef } from './server.ts';

const decisionCodeRef = builder.enumType('DecisionCode', {
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

const usagePointRef = builder.objectRef<UsagePoint>('UsagePoint').implement({
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
  description: 'What has the same key, server, endpoint or code, as far as it is grouped by them.',
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
    totals: t.expose('totals', { type: usageTotalsRef }),
    series: t.expose('series', { type: [usagePointRef], description: 'Every step of the range.' }),
  }),
});
