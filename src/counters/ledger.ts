import { MINUTE_MS } from '../core/usage/cell.ts';
import type { Tally } from '../core/usage/tally.ts';

/**
 * What one writer counted in one minute of its life: absolute values under a source of its own. A generation that is
 * over is never written to again, so a late event opens a cell of a new source instead of reopening a forgotten one.
 */
export interface Generation {
  readonly source: string;
  /** The unix minute in which it was opened. */
  readonly minute: number;
  /** Acknowledged values by the cells' name in the dirty index (`<source>:<slot>`) and field. */
  readonly cells: Map<string, Map<string, number>>;
  /** What a recorder counts, by the same; it may be ahead of what is acknowledged. */
  readonly tallies: Map<string, Map<string, Tally>>;
  /** Acknowledged texts of tallies by the same, also of other sources: of those that a repeated batch is in. */
  readonly texts: Map<string, Map<string, string>>;
  /** Markers of the usage batches that are in the tallies, with what stands in them. */
  readonly markers: Map<string, string>;
  /** When Redis last acknowledged any of it, in Unix milliseconds. */
  acknowledgedAt: number;
}

/** The counts of one writer: the current generation, and the last ones, to be sent again to a Redis that lost them. */
export interface Ledger {
  current(): Generation;
  /**
   * Goes on under a fresh source. To be called when a reply did not arrive: the lost command may have been carried out,
   * so values of the old source are no longer known, and the next ones must not be hidden below them.
   */
  abandon(): void;
  /** All generations that may have to be sent again, the oldest first. */
  retained(): readonly Generation[];
  /** Notes that Redis has just acknowledged a generation, and forgets those that it acknowledged long before. */
  acknowledged(generation: Generation): void;
}

/** Longer than Redis can lose with `appendfsync everysec` or in a failover, and than the roller takes to come by. */
export const RETAINED_MS = 3 * MINUTE_MS;

/** Opens an empty generation in the minute of `now`, under a source that `randomUuid` draws. */
export function openGeneration(deps: { now: () => number; randomUuid: () => string }): Generation {
  const now = deps.now();
  return {
    source: deps.randomUuid(),
    minute: Math.floor(now / MINUTE_MS),
    cells: new Map(),
    tallies: new Map(),
    texts: new Map(),
    markers: new Map(),
    acknowledgedAt: now,
  };
}

/** Opens a ledger; `randomUuid` draws its sources. */
export function createLedger(deps: { now: () => number; randomUuid: () => string }): Ledger {
  const minuteNow = () => Math.floor(deps.now() / MINUTE_MS);
  let generations: Generation[] = [];
  let current = openGeneration(deps);

  const retire = () => {
    // Tallies without a text are in a call that is under way.
    const counts = [current.cells, current.texts, current.tallies];
    if (counts.some(({ size }) => size > 0)) generations.push(current);
    current.tallies.clear();
    current = openGeneration(deps);
  };

  return {
    current: () => {
      if (current.minute !== minuteNow()) retire();
      return current;
    },
    abandon: retire,
    retained: () => [...generations, current],
    acknowledged: (generation) => {
      const now = deps.now();
      generation.acknowledgedAt = now;
      const [oldest] = generations;
      if (oldest === undefined || now - oldest.acknowledgedAt <= RETAINED_MS) return;
      generations = generations.filter(({ acknowledgedAt }) => now - acknowledgedAt <= RETAINED_MS);
    },
  };
}

/** Notes the value of a cell that Redis acknowledged. */
export function acknowledge(generation: Generation, member: string, field: string, value: number): void {
  note(generation.cells, member, field, value);
}

/** Notes the text of a tally that Redis has. */
export function acknowledgeText(generation: Generation, member: string, field: string, text: string): void {
  note(generation.texts, member, field, text);
}

function note<T>(hashes: Map<string, Map<string, T>>, member: string, field: string, value: T): void {
  const fields = hashes.get(member);
  if (fields === undefined) hashes.set(member, new Map([[field, value]]));
  else fields.set(field, value);
}
