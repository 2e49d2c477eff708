import { createBoundedMap } from '../core/bounded-map.ts';
import { networkOf } from '../core/cidr.ts';
import { takeFromWindow, viewWindow, type WindowState } from '../core/window.ts';

/** Why a presented key opened nothing; DEAD: it was revoked, suspended, has expired or is of another environment. */
export type FailureCause = 'MISSING' | 'DIFFERENT' | 'WHITESPACE' | 'MALFORMED' | 'UNKNOWN' | 'DEAD';

/** Whose failures count together: an address (IPv6: its /64), apart for each group. */
export interface FailureSource {
  readonly ip: string;
  /** Empty for keys that were presented to Keywatch itself. */
  readonly group?: string;
}

/** Counts attempts that opened nothing, by address. */
export interface Failures {
  /** Counts an attempt, under no address where there is none. */
  note(cause: FailureCause, source: FailureSource | undefined): void;
  /** Seconds until another attempt of an address may fail; 0 where it may now. */
  waitSeconds(source: FailureSource): number;
  /** Addresses that are remembered. */
  size(): number;
}

/** What is told of an address that failed too often. */
export interface FailureReport {
  readonly network: string;
  readonly group: string;
  /** Attempts by cause, since the address is remembered. */
  readonly causes: Readonly<Partial<Record<FailureCause, number>>>;
}

/** Failures of an address in any minute; as many people as share one may mistype. */
const FAILURES_PER_MINUTE = 60;
const MINUTE_MS = 60_000;
/** About 300 bytes an address: at most 15 MB. A flood of addresses forgets those that failed longest ago. */
const SOURCES_MAX = 50_000;

interface Remembered {
  readonly window: WindowState;
  readonly causes: Partial<Record<FailureCause, number>>;
}

/** Counts in the memory of this process: each further process allows as much again. */
export function createFailures(deps: {
  now: () => number;
  onFailed: (cause: FailureCause) => void;
  /** Called once whenever an address reaches the limit. */
  onExhausted: (report: FailureReport) => void;
}): Failures {
  const sources = createBoundedMap<string, Remembered>(SOURCES_MAX);
  const waitMs = (window: WindowState) =>
    viewWindow(window, FAILURES_PER_MINUTE, MINUTE_MS, deps.now()).retryAfterMs;

  return {
    note: (cause, source) => {
      deps.onFailed(cause);
      if (source === undefined) return;
      const name = nameOf(source);
      const known = sources.get(name) ?? { window: { index: 0, current: 0, previous: 0 }, causes: {} };
      const { state, allowed } = takeFromWindow(known.window, FAILURES_PER_MINUTE, MINUTE_MS, 1, deps.now());
      const causes = { ...known.causes, [cause]: (known.causes[cause] ?? 0) + 1 };
      sources.set(name, { window: state, causes });
      if (allowed && waitMs(state) > 0) {
        deps.onExhausted({ network: networkOf(source.ip), group: source.group ?? '', causes });
      }
    },
    waitSeconds: (source) => {
      if (sources.size() === 0) return 0;
      const known = sources.get(nameOf(source));
      return known === undefined ? 0 : Math.ceil(waitMs(known.window) / 1_000);
    },
    size: sources.size,
  };
}

function nameOf({ ip, group = '' }: FailureSource): string {
  return `${group} ${networkOf(ip)}`;
}
