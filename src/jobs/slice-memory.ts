import { type KeyMemory, newKeyMemory } from '../core/detector/key-memory.ts';
import { decodeKnownSources, encodeKnownSources } from '../core/detector/known-sources.ts';
import { decodeState, encodeState } from '../core/detector/state-bytes.ts';
import { DAY_MS, MINUTE_MS } from '../core/usage/cell.ts';
import { findDetectorStates, upsertDetectorStates } from '../storage/detector-states.ts';
import { findPastReadings } from '../storage/readings.ts';
import type { Db } from '../storage/tenancy.ts';
import { statesWatermark, writeWatermark } from '../storage/watermarks.ts';
import type { JobContext, JobDeps } from './deps.ts';
import { learnMinute } from './learn-minute.ts';
import { concerns, type FailureScope, findFailures } from './platform-failures.ts';

/** Keys are scored in so many slices, each by one worker at a time. */
export const SLICES = 16;

/** The slice of a key: the last digit of its id, which is random. */
export function sliceOf(keyId: string): number {
  return Number.parseInt(keyId.slice(-1), 16);
}

/** What the worker that scores a slice remembers of its keys, about 3 kB each. Minutes are Unix milliseconds. */
export interface SliceMemory {
  readonly slice: number;
  /** The last minute scored; undefined: none ever. */
  through: number | undefined;
  /** The minute up to which all states are stored; undefined: none ever. */
  savedThrough: number | undefined;
  readonly keys: Map<string, RememberedKey>;
  readonly unsaved: Set<string>;
}

interface KeyName {
  readonly workspaceId: string;
  readonly keyId: string;
}

interface RememberedKey {
  readonly memory: KeyMemory;
  /** Of the last reading. */
  lastMinute: number;
}

/** How far back a lost state is learnt anew: as far as minutes are kept. */
const REBUILD_MS = 7 * DAY_MS;
/** Bounds the rows of a statement: so many keys with a reading in each of these minutes. */
const REBUILT_KEYS = 10;
/** Longer than this no minute waits for lost states: the others of their keys are scored, these with a later minute. */
const REBUILD_FOR_MS = 5_000;
const KEYS_PER_STATEMENT = 500;
/** Keys that were quiet for so long leave the memory. */
const QUIET_MS = DAY_MS;
/** Of more keys, those that were quiet longest leave it: 200,000 in all slices, about 600 MB. */
const KEYS_MAX = 12_500;

/** A memory that knows no key. */
export function newSliceMemory(
  slice: number,
  through: Date | undefined,
  savedThrough: Date | undefined,
): SliceMemory {
  return {
    slice,
    through: through?.getTime(),
    savedThrough: savedThrough?.getTime(),
    keys: new Map(),
    unsaved: new Set(),
  };
}

/**
 * Brings the states of keys to memory, from storage or, where there is none that can be read, by learning the minutes
 * before `minute` again. Returns what is about keys that are known now; where very many states are lost, the others
 * wait for their next minute.
 */
export async function recallKeys<About extends KeyName>(
  context: JobContext,
  { keys, unsaved }: SliceMemory,
  readings: readonly About[],
  minute: number,
): Promise<readonly About[]> {
  const missing = readings.filter(({ keyId }) => !keys.has(keyId));
  const lost: KeyName[] = [];
  for (let at = 0; at < missing.length; at += KEYS_PER_STATEMENT) {
    const some = missing.slice(at, at + KEYS_PER_STATEMENT);
    const stored = await findDetectorStates(
      context.storage.read,
      some.map(({ keyId }) => keyId),
    );
    for (const reading of some) {
      const row = stored.get(reading.keyId);
      const memory = row === undefined ? undefined : decodeMemory(row);
      if (memory === undefined) lost.push(reading);
      else keys.set(reading.keyId, { memory, lastMinute: minute });
    }
  }
  const startedMs = performance.now();
  for (let at = 0; at < lost.length && performance.now() - startedMs < REBUILD_FOR_MS; at += REBUILT_KEYS) {
    if (context.signal.aborted) break;
    const some = lost.slice(at, at + REBUILT_KEYS);
    for (const [keyId, memory] of await rebuild(context, some, minute)) {
      keys.set(keyId, { memory, lastMinute: minute });
      unsaved.add(keyId);
    }
  }
  return readings.filter(({ keyId }) => keys.has(keyId));
}

/** Learns keys from their stored minutes; what would have been found in them is long past. */
async function rebuild(
  { storage }: JobContext,
  keys: readonly KeyName[],
  minute: number,
): Promise<ReadonlyMap<string, KeyMemory>> {
  const span = { from: new Date(minute - REBUILD_MS), before: new Date(minute) };
  const past = await findPastReadings(storage.read, keys, span);
  const failures: ReadonlyMap<number, FailureScope> =
    past.length === 0 ? new Map() : await findFailures(storage.prisma, span.from.getTime(), minute);
  const memories = new Map<string, KeyMemory>();
  for (const reading of past) {
    const memory = memories.get(reading.keyId) ?? newKeyMemory(reading.minute);
    memories.set(reading.keyId, memory);
    const failure = failures.get(reading.minute.getTime());
    learnMinute(memory, reading, concerns(failure, reading.workspaceId));
  }
  for (const { keyId } of keys) {
    if (!memories.has(keyId)) memories.set(keyId, newKeyMemory(new Date(minute)));
  }
  return memories;
}

/**
 * Stores all states that have changed, and forgets keys that were quiet for long. May be left at any point and
 * repeated: a state is stored with its minute, and a later one stays.
 */
export async function saveStates(context: JobDeps, memory: SliceMemory): Promise<void> {
  const { slice, through, keys, unsaved } = memory;
  if (through === undefined) return;
  const { prisma } = context.storage;
  const changed = [...unsaved];
  for (let at = 0; at < changed.length; at += KEYS_PER_STATEMENT) {
    await storeKeys(prisma, memory, changed.slice(at, at + KEYS_PER_STATEMENT), through);
  }
  await writeWatermark(prisma, statesWatermark(slice), new Date(through), context.now());
  memory.savedThrough = through;
  unsaved.clear();
  for (const [keyId, { lastMinute }] of keys) if (through - lastMinute > QUIET_MS) keys.delete(keyId);
  const tooMany = keys.size - KEYS_MAX;
  if (tooMany <= 0) return;
  const quietest = [...keys].sort(([, one], [, other]) => one.lastMinute - other.lastMinute);
  for (const [keyId] of quietest.slice(0, tooMany)) keys.delete(keyId);
}

/** Stores the states of some keys after a minute. */
export async function storeKeys(
  db: Db,
  { keys }: Pick<SliceMemory, 'keys'>,
  keyIds: readonly string[],
  minute: number,
): Promise<void> {
  const rows = keyIds.flatMap((keyId) => {
    const known = keys.get(keyId);
    return known === undefined ? [] : [{ keyId, ...encodeMemory(known.memory) }];
  });
  if (rows.length > 0) await upsertDetectorStates(db, rows, new Date(minute));
}

/** Whether the states of a slice are to be stored after a minute: each in its turn, all within ten minutes. */
export function isTimeToSave(slice: number, minute: number): boolean {
  return (minute / MINUTE_MS + slice) % 10 === 0;
}

function encodeMemory({ state, sources }: KeyMemory) {
  return { state: encodeState(state), sources: encodeKnownSources(sources) };
}

function decodeMemory(row: {
  readonly state: Uint8Array;
  readonly sources: Uint8Array;
}): KeyMemory | undefined {
  const [state, sources] = [decodeState(row.state), decodeKnownSources(row.sources)];
  return state === undefined || sources === undefined ? undefined : { state, sources };
}
