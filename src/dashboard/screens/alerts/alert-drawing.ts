import type { AlertAroundQuery } from '../../gql/graphql.ts';
import { MINUTE_MS } from '../../ui/time-units.ts';

type AlertChart = AlertAroundQuery['alertChart'];
type Values = (number | null)[];

/** What is drawn of the minutes around an alert. */
export interface AlertDrawing {
  /** When each minute begins, in Unix seconds. */
  readonly times: number[];
  readonly series: { id: string; label: string; values: Values; colour?: string }[];
  readonly band: { lower: Values; upper: Values; expected: Values } | undefined;
  /** Values are shares from 0 to 1. */
  readonly isShare: boolean;
}

/** What a kind of alert without a band of minutes is about. */
const ABOUT: Readonly<Record<string, readonly [field: 'denied' | 'distinctIps' | 'errors', label: string]>> =
  {
    denied_burst: ['denied', 'Refused'],
    dead_key: ['denied', 'Refused'],
    source_fan_out: ['distinctIps', 'Addresses'],
  };

/** Makes of the chart of an alert what is drawn: every minute up to now; where nothing came, 0. */
export function drawingOf(chart: AlertChart, kind: string, nowMs: number): AlertDrawing {
  const fromMs = new Date(chart.from).getTime();
  const toMs = Math.min(new Date(chart.to).getTime(), nowMs);
  const byTime = new Map(chart.points.map((point) => [new Date(point.at).getTime(), point]));
  const minutes = Array.from({ length: Math.max(0, Math.ceil((toMs - fromMs) / MINUTE_MS)) }, (_, minute) => {
    const at = fromMs + minute * MINUTE_MS;
    return { at, point: byTime.get(at) };
  });
  const counts = (field: 'requests' | 'denied' | 'errors' | 'distinctIps') =>
    minutes.map(({ point }) => point?.[field] ?? 0);
  const known = (field: 'observed' | 'expected' | 'lower' | 'upper'): Values =>
    minutes.map(({ point }) => point?.[field] ?? null);
  const measure = chart.band?.measure;
  const [about, label] = ABOUT[kind] ?? [];
  return {
    times: minutes.map(({ at }) => at / 1_000),
    isShare: measure === 'ERROR_SHARE',
    band:
      measure === undefined || measure === null
        ? undefined
        : { lower: known('lower'), upper: known('upper'), expected: known('expected') },
    series: [
      ...(about === undefined || label === undefined
        ? []
        : [{ id: about, label, values: counts(about), colour: '--danger' }]),
      ...(measure === 'ERROR_SHARE'
        ? [{ id: 'observed', label: 'Share that fails', values: known('observed'), colour: '--danger' }]
        : [{ id: 'requests', label: REQUESTS[measure ?? 'REQUESTS'], values: counts('requests') }]),
    ],
  };
}

const REQUESTS = { REQUESTS: 'Requests', UNKNOWN_KEYS: 'Unknown keys' } as const;
