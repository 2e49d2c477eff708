import { type AlertChart, readAlertChart } from '../../actions/read-alert-chart.ts';
import type { AlertMeasure } from '../../core/alert-kind.ts';
import { confinedOwner } from '../access.ts';
import { builder } from '../builder.ts';
import { accessOf } from '../context.ts';
import { idOf } from '../ids.ts';

const measureRef = builder.enumType('AlertMeasure', {
  description: 'What the figures of an alert measure.',
  values: {
    REQUESTS: { description: 'Requests a minute, also refused ones.' },
    ERROR_SHARE: { description: 'The share of requests that failed, from 0 to 1.' },
    UNKNOWN_KEYS: { description: 'Requests a minute with keys that the workspace does not have.' },
  } satisfies Record<AlertMeasure, object>,
});

const pointRef = builder.objectRef<AlertChart['points'][number]>('AlertChartPoint').implement({
  description:
    'What the key did in a minute; of an alert of the kind `unknown_keys`, the requests with keys that nobody has.',
  fields: (t) => ({
    at: t.expose('at', { type: 'DateTime' }),
    requests: t.expose('requests', { type: 'Count' }),
    errors: t.expose('errors', { type: 'Count' }),
    denied: t.expose('denied', { type: 'Count' }),
    distinctIps: t.expose('distinctIps', { type: 'Count' }),
    observed: t.exposeFloat('observed', {
      nullable: true,
      description: 'In the measure of the band; null where there is none, or no request had a result.',
    }),
    expected: t.float({
      nullable: true,
      description:
        'Of this minute, in the same measure: what the minutes before let the detector expect. Null where there is no band, ' +
        'or the key was still learnt (of minutes, 7 days are kept).',
      resolve: ({ band }) => band?.expected,
    }),
    lower: t.float({ nullable: true, resolve: ({ band }) => band?.lower }),
    upper: t.float({ nullable: true, resolve: ({ band }) => band?.upper }),
  }),
});

const bandRef = builder.objectRef<NonNullable<AlertChart['band']>>('AlertBand').implement({
  description: 'What was expected in the worst minute of an alert.',
  fields: (t) => ({
    measure: t.expose('measure', { type: measureRef }),
    expected: t.exposeFloat('expected'),
    lower: t.exposeFloat('lower'),
    upper: t.exposeFloat('upper'),
  }),
});

const chartRef = builder.objectRef<AlertChart>('AlertChart').implement({
  description: 'The minutes around an alert.',
  fields: (t) => ({
    from: t.expose('from', { type: 'DateTime' }),
    to: t.expose('to', { type: 'DateTime' }),
    complete: t.exposeBoolean('complete', {
      description: 'False where some of these minutes are older than 7 days and not kept any more.',
    }),
    band: t.expose('band', {
      type: bandRef,
      nullable: true,
      description: 'Null where the alert is about something that minutes do not tell.',
    }),
    points: t.field({
      type: [pointRef],
      description: 'Minutes without requests are left out.',
      resolve: ({ points }) => [...points],
    }),
  }),
});

builder.queryField('alertChart', (t) =>
  t.field({
    type: chartRef,
    description:
      'What a key did around an alert, from two hours before to half an hour after it, at most 26 hours; of ' +
      '`unknown_keys`, the requests with keys that the workspace does not have. No points where another ' +
      'alert is about the workspace as a whole. Members see their own keys. Refused with NOT_FOUND.',
    authScopes: (_root, { workspaceId }) => ({ member: [workspaceId, 'alerts:read'] }),
    args: {
      workspaceId: t.arg.id({ required: true }),
      alertId: t.arg.id({ required: true, description: 'The alert in the middle.' }),
    },
    resolve: async (_root, { workspaceId, alertId }, context) =>
      await readAlertChart(context.db, context.deps, {
        workspaceId,
        alertId: idOf(alertId),
        ownerId: confinedOwner(accessOf(context), workspaceId),
      }),
  }),
);
