import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BYTES } from '../../src/core/usage/measure.ts';
import { cellOf, incrementsOf, openTestCounters, readCounts, sumOf } from '../support/counters.ts';

const SLOT = { grain: 'minute', at: 29_000_000 } as const;
const WORKSPACE = randomUUID();

describe('recording usage', () => {
  it('counts a batch id once, also when another process repeats it', async () => {
    const prefix = `test-${randomUUID()}`;
    const one = await openTestCounters({ prefix });
    const two = await openTestCounters({ prefix });
    const keyId = randomUUID();
    const batch = {
      workspaceId: WORKSPACE,
      batchId: 'b1',
      increments: incrementsOf(SLOT, [cellOf(keyId, BYTES)], 7),
    };
    expect(await one.recorder.record(batch)).toBe('recorded');
    expect(await two.recorder.record(batch)).toBe('repeated');
    expect(await one.recorder.record(batch)).toBe('repeated');
    expect(sumOf(await readCounts(one), keyId)).toBe(7);
  });

  it('counts each of many batches that wait together, and none of them twice', async () => {
    const counters = await openTestCounters();
    const keyIds = [randomUUID(), randomUUID()];
    const batch = (batchId: string | undefined, by: number) => ({
      workspaceId: WORKSPACE,
      batchId,
      increments: incrementsOf(
        SLOT,
        keyIds.map((keyId) => cellOf(keyId, BYTES)),
        by,
      ),
    });
    await counters.recorder.record(batch('b1', 1));
    const together = [
      batch('b2', 10),
      batch('b1', 1),
      batch(undefined, 100),
      batch('b2', 10),
      batch('b3', 1_000),
    ];
    const outcomes = await Promise.all(together.map(counters.recorder.record));
    expect(outcomes).toEqual(['recorded', 'repeated', 'recorded', 'repeated', 'recorded']);
    const counts = await readCounts(counters);
    for (const keyId of keyIds) expect(sumOf(counts, keyId)).toBe(1_111);
  });

  it('counts a batch of more cells than one command takes', async () => {
    const counters = await openTestCounters();
    const keyId = randomUUID();
    const cells = Array.from({ length: 9_000 }, (_, at) => ({
      ...cellOf(keyId, BYTES),
      endpoint: `tools/${at}`,
    }));
    const increments = incrementsOf(SLOT, cells, 1);
    await counters.recorder.record({ workspaceId: WORKSPACE, batchId: 'b1', increments });
    expect(sumOf(await readCounts(counters), keyId)).toBe(9_000);
  });

  it('keeps the same batch id of two workspaces apart', async () => {
    const counters = await openTestCounters();
    const keyId = randomUUID();
    const increments = incrementsOf(SLOT, [cellOf(keyId, BYTES)], 7);
    await counters.recorder.record({ workspaceId: WORKSPACE, batchId: 'b1', increments });
    await counters.recorder.record({ workspaceId: randomUUID(), batchId: 'b1', increments });
    expect(sumOf(await readCounts(counters), keyId)).toBe(14);
  });

  it('adds to a cell again after the roller took it', async () => {
    const counters = await openTestCounters();
    const keyId = randomUUID();
    const increments = incrementsOf(SLOT, [cellOf(keyId, BYTES)], 5);
    await counters.recorder.record({ workspaceId: WORKSPACE, increments });
    const [dirty] = await counters.cells.dirty(0);
    if (dirty === undefined) throw new Error('nothing is dirty');
    expect(await counters.cells.settle(0, dirty)).toBe(true);
    await counters.recorder.record({ workspaceId: WORKSPACE, increments });
    expect(sumOf(await readCounts(counters), keyId)).toBe(10);
  });

  it('does not let the roller forget what was counted after it read', async () => {
    const counters = await openTestCounters();
    const keyId = randomUUID();
    const increments = incrementsOf(SLOT, [cellOf(keyId, BYTES)], 5);
    await counters.recorder.record({ workspaceId: WORKSPACE, increments });
    const [dirty] = await counters.cells.dirty(0);
    if (dirty === undefined) throw new Error('nothing is dirty');
    await counters.recorder.record({ workspaceId: WORKSPACE, increments });
    expect(await counters.cells.settle(0, dirty)).toBe(false);
    expect(sumOf(await readCounts(counters), keyId)).toBe(10);
  });

  it('opens a new source for a late event once its minute is over', async () => {
    let now = SLOT.at * 60_000;
    const counters = await openTestCounters({ now: () => now });
    const keyId = randomUUID();
    const increments = incrementsOf(SLOT, [cellOf(keyId, BYTES)], 1);
    await counters.recorder.record({ workspaceId: WORKSPACE, increments });
    now += 60_000;
    await counters.recorder.record({ workspaceId: WORKSPACE, increments });
    const sources = (await counters.cells.dirty(0)).map(({ source }) => source);
    expect(new Set(sources).size).toBe(2);
    expect(sumOf(await readCounts(counters), keyId)).toBe(2);
  });
});
