import type { AlertFilter, AlertState, Severity } from '../../gql/graphql.ts';

export const STATES = ['OPEN', 'ACKNOWLEDGED', 'RESOLVED', 'ALL'] as const;
export const SEVERITIES = ['CRITICAL', 'WARNING', 'INFO'] as const satisfies readonly Severity[];
const SPANS_MS: Readonly<Record<string, number>> = {
  '1h': 3_600_000,
  '24h': 86_400_000,
  '7d': 604_800_000,
  '30d': 2_592_000_000,
};

/** What the list of alerts is narrowed by, as the URL says it. */
export interface AlertView {
  readonly state: (typeof STATES)[number];
  readonly severities: readonly Severity[];
  readonly kind: string;
  /** Empty: anybody; `none`: nobody; else a user. */
  readonly assignee: string;
  readonly key: string;
  readonly server: string;
  /** Empty: any time; one of 1h, 24h, 7d, 30d; `custom`: from and to. */
  readonly span: string;
  /** Instants in ISO 8601; empty: open. */
  readonly from: string;
  readonly to: string;
}

/** Reads a view of alerts; what makes no sense is as if it were not there. */
export function viewOf(search: URLSearchParams): AlertView {
  const named = search.get('state')?.toUpperCase();
  const severities = (search.get('severity') ?? '').toUpperCase().split(',');
  const span = search.get('span') ?? '';
  return {
    state: STATES.find((state) => state === named) ?? 'OPEN',
    severities: SEVERITIES.filter((severity) => severities.includes(severity)),
    kind: search.get('kind') ?? '',
    assignee: search.get('assignee') ?? '',
    key: search.get('key') ?? '',
    server: search.get('server') ?? '',
    span: span === 'custom' || Object.hasOwn(SPANS_MS, span) ? span : '',
    from: instant(search.get('from')),
    to: instant(search.get('to')),
  };
}

/** The query of the URL that says a view; what is as usual is left out. */
export function searchOf(view: AlertView): URLSearchParams {
  const { state, severities, span, from, to, ...rest } = view;
  const search = new URLSearchParams();
  if (state !== 'OPEN') search.set('state', state.toLowerCase());
  if (severities.length > 0) search.set('severity', severities.join(',').toLowerCase());
  for (const [name, value] of Object.entries(rest)) if (value !== '') search.set(name, value);
  if (span !== '') search.set('span', span);
  if (span === 'custom' && from !== '') search.set('from', from);
  if (span === 'custom' && to !== '') search.set('to', to);
  return search;
}

/** Whether a view narrows by more than the state. */
export function isNarrowed(view: AlertView): boolean {
  return searchOf({ ...view, state: 'OPEN' }).size > 0;
}

/** What Keywatch is asked for. `nowMs` ends the spans that go back from now. */
export function filterOf(view: AlertView, nowMs: number): AlertFilter {
  const { state, severities } = view;
  return {
    ...countedFilterOf(view, nowMs),
    ...(state === 'ALL' ? {} : { states: [state satisfies AlertState] }),
    ...(severities.length === 0 ? {} : { severities: [...severities] }),
  };
}

/** The same without state and severity, by which alerts are counted. */
export function countedFilterOf(view: AlertView, nowMs: number): AlertFilter {
  const { kind, assignee, key, server, span, from, to } = view;
  const backMs = SPANS_MS[span];
  return {
    ...(kind === '' ? {} : { kinds: [kind] }),
    ...(key === '' ? {} : { keyIds: [key] }),
    ...(server === '' ? {} : { serverIds: [server] }),
    ...(assignee === '' ? {} : assignee === 'none' ? { assigned: false } : { assigneeIds: [assignee] }),
    ...(backMs === undefined ? {} : { openedFrom: new Date(nowMs - backMs).toISOString() }),
    ...(span === 'custom' && from !== '' ? { openedFrom: from } : {}),
    ...(span === 'custom' && to !== '' ? { openedBefore: to } : {}),
  };
}

function instant(text: string | null): string {
  const at = new Date(text ?? '');
  return Number.isNaN(at.getTime()) ? '' : at.toISOString();
}
