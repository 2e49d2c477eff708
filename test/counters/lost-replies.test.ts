import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { CountersUnavailable } from '../../src/core/errors.ts';
import { BYTES } from '../../src/core/usage/measure.ts';
import {
  cellOf,
  entryOf,
  forgetPrefix,
  incrementsOf,
  openTestCounters,
  readCounts,
  sumOf,
} from '../support/counters.ts';
import { openLossyCounters, untilAnswered } from '../support/lossy-counters.ts';

describe('counting while replies are lost', () => {
  it('counts at least what it acknowledged and at most what was attempted', async () => {
    const { proxy, counters } = await openLossyCounters();
    const keyId = randomUUID();
    await counters.versions.raise([keyId], async () => new Map([[keyId, 1]]));
    let attempted = 0;
    let acknowledged = 0;
    for (let round = 0; round < 40; round++) {
      if (round % 4 === 1) proxy.swallowNextReply();
      if (round % 4 === 3) proxy.cutAll();
      attempted += 10;
      const outcomes = await Promise.allSettled(
        Array.from({ length: 10 }, async () => await counters.decider.decide(entryOf({ keyId }))),
      );
      acknowledged += outcomes.filter(({ status }) => status === 'fulfilled').length;
      await untilAnswered(async () => await counters.ping());
    }
    const counted = sumOf(await readCounts(counters), keyId);
    expect(acknowledged).toBeLessThan(attempted);
    expect(counted).toBeGreaterThanOrEqual(acknowledged);
    expect(counted).toBeLessThanOrEqual(attempted);
  });

  it('counts a batch exactly once that is sent until it is acknowledged', async () => {
    const { proxy, counters } = await openLossyCounters();
    const keyId = randomUUID();
    const workspaceId = randomUUID();
    const increments = incrementsOf({ grain: 'minute', at: 29_000_000 }, [cellOf(keyId, BYTES)], 3);
    for (let batch = 0; batch < 40; batch++) {
      if (batch % 3 === 0) proxy.swallowNextReply();
      if (batch % 3 === 1) proxy.cutAll();
      await untilAnswered(
        async () => await counters.recorder.record({ workspaceId, batchId: `${batch}`, increments }),
      );
    }
    expect(sumOf(await readCounts(counters), keyId)).toBe(120);
  });

  it('sends its open cells again to a Redis that lost them', async () => {
    const { proxy, counters } = await openLossyCounters();
    const keyId = randomUUID();
    const workspaceId = randomUUID();
    const increments = incrementsOf({ grain: 'minute', at: 29_000_000 }, [cellOf(keyId, BYTES)], 3);
    await counters.recorder.record({ workspaceId, increments });
    await forgetPrefix(counters.prefix);
    proxy.cutAll();
    await untilAnswered(async () => await counters.recorder.record({ workspaceId, increments }));
    expect(sumOf(await readCounts(counters), keyId)).toBe(6);
  });

  it('keeps a batch whose reply was lost, and whose repeat another process acknowledged, through a roll-back', async () => {
    const prefix = `test-${randomUUID()}`;
    const first = await openLossyCounters({ prefix });
    const second = await openLossyCounters({ prefix });
    const keyId = randomUUID();
    const workspaceId = randomUUID();
    const slot = { grain: 'minute', at: 29_000_000 } as const;
    const batch = (batchId: string, by: number) => ({
      workspaceId,
      batchId,
      increments: incrementsOf(slot, [cellOf(keyId, BYTES)], by),
    });
    await first.counters.recorder.record(batch('b1', 100));
    first.proxy.swallowNextReply();
    await expect(first.counters.recorder.record(batch('b2', 10))).rejects.toThrow(CountersUnavailable);
    expect(await second.counters.recorder.record(batch('b2', 10))).toBe('repeated');
    await forgetPrefix(prefix);
    second.proxy.cutAll();
    await untilAnswered(async () => await second.counters.recorder.record(batch('b3', 1)));
    expect(sumOf(await readCounts(second.counters), keyId)).toBe(111);
    expect(await second.counters.recorder.record(batch('b2', 10))).toBe('repeated');
    await untilAnswered(async () => await first.counters.recorder.record(batch('b4', 1_000)));
    expect(sumOf(await readCounts(second.counters), keyId)).toBe(1_111);
  });

  it('never lowers a count by sending again what another process has added to since', async () => {
    const prefix = `test-${randomUUID()}`;
    const first = await openTestCounters({ prefix });
    const second = await openLossyCounters({ prefix });
    const keyId = randomUUID();
    const workspaceId = randomUUID();
    const slot = { grain: 'minute', at: 29_000_000 } as const;
    const increments = incrementsOf(slot, [cellOf(keyId, BYTES)], 9);
    await first.recorder.record({ workspaceId, batchId: 'b1', increments });
    expect(await second.counters.recorder.record({ workspaceId, batchId: 'b1', increments })).toBe(
      'repeated',
    );
    await first.recorder.record({ workspaceId, batchId: 'b2', increments });
    second.proxy.cutAll();
    const last = { workspaceId, batchId: 'b3', increments };
    await untilAnswered(async () => await second.counters.recorder.record(last));
    expect(sumOf(await readCounts(first), keyId)).toBe(27);
  });

  it('decides nothing after a reconnect until the versions were carried again', async () => {
    const order: string[] = [];
    const { proxy, counters } = await openLossyCounters({
      beforeResuming: async () => {
        order.push('carried');
      },
    });
    const keyId = randomUUID();
    await counters.versions.raise([keyId], async () => new Map([[keyId, 1]]));
    proxy.cutAll();
    await untilAnswered(async () => await counters.decider.decide(entryOf({ keyId })));
    order.push('decided');
    expect(order).toEqual(['carried', 'decided']);
  });
});
