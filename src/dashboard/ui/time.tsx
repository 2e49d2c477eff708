import { useSyncExternalStore } from 'react';

const DATE = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const DAY = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium' });
const RELATIVE = new Intl.RelativeTimeFormat(undefined, { numeric: 'auto' });

const UNITS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_536_000_000],
  ['month', 2_592_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
];

interface TimeProps {
  /** An instant as GraphQL gives it; null shows `never` instead. */
  readonly at: string | null | undefined;
  /** `relative`: how long ago. `day`: without the time of day. */
  readonly as?: 'full' | 'relative' | 'day';
  readonly never?: string;
}

/** An instant in the viewer's zone; the pointer over it shows UTC. */
export function Time({ at, as = 'full', never = 'never' }: TimeProps) {
  if (at === null || at === undefined) return <span className="muted">{never}</span>;
  const utc = `${new Date(at).toISOString().replace('T', ' ').replace('.000Z', 'Z').replace('Z', '')} UTC`;
  return (
    <time dateTime={at} title={utc}>
      {as === 'relative' ? <Relative at={at} /> : (as === 'day' ? DAY : DATE).format(new Date(at))}
    </time>
  );
}

function Relative({ at }: { readonly at: string }) {
  return relativeTo(new Date(at).getTime(), useSyncExternalStore(everyTenSeconds, tenSeconds));
}

const TICK_MS = 10_000;

function tenSeconds(): number {
  return Math.floor(Date.now() / TICK_MS) * TICK_MS;
}

const tickers = new Set<() => void>();
let timer: ReturnType<typeof setInterval> | undefined;

/** All times of the page share one clock. */
function everyTenSeconds(changed: () => void): () => void {
  tickers.add(changed);
  timer ??= setInterval(() => tickers.forEach((each) => each()), TICK_MS);
  return () => {
    tickers.delete(changed);
    if (tickers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** `3 hours ago`, `in 2 days`. */
function relativeTo(atMs: number, nowMs: number): string {
  const ms = atMs - nowMs;
  const [unit, size] = UNITS.find(([, each]) => Math.abs(ms) >= each) ?? [];
  if (unit === undefined || size === undefined) return ms > TICK_MS ? 'in under a minute' : 'just now';
  return RELATIVE.format(Math.trunc(ms / size), unit);
}
