import type { Generation } from './ledger.ts';
import type { RedisKeys } from './redis-keys.ts';
import { markBatches, restoreCells, type Script } from './scripts.ts';

/** One script call. */
export interface Call {
  readonly script: Script;
  readonly keys: readonly string[];
  readonly args: readonly (string | number)[];
}

/** For how long a usage batch's id counts nothing twice. */
export const BATCH_ID_SECONDS = 48 * 3_600;

/** Cells or markers per call. */
const CALL_MAX = 1_000;

/**
 * Calls that store what a generation holds once more: its batches' markers first, so that none can be counted twice in
 * between, then all values. Redis keeps whichever is larger.
 */
export function* resendCalls(generation: Generation, keys: RedisKeys, shard: number): Generator<Call> {
  for (const markers of portions([...generation.markers])) {
    const args = [BATCH_ID_SECONDS, ...markers.map(([, value]) => value)];
    yield { script: markBatches, keys: markers.map(([name]) => name), args };
  }
  for (const [member, cells] of [...generation.cells, ...generation.texts]) {
    for (const pairs of portions([...cells])) {
      yield {
        script: restoreCells,
        keys: [keys.sequence(shard), keys.dirty(shard), keys.cells(shard, member)],
        args: [member, ...pairs.flat()],
      };
    }
  }
}

function* portions<T>(items: readonly T[]): Generator<T[]> {
  for (let at = 0; at < items.length; at += CALL_MAX) yield items.slice(at, at + CALL_MAX);
}
