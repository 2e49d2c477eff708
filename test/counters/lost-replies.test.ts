import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { BYTES } from '../../src/core/usage/measure.ts';
import { placeCell } from '../../src/core/usage/placed-cell.ts';
import { cellOf, entryOf, forgetPrefix, readCounts, sumOf } from '../support/counters.ts';
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
    const increments = [
      { cell: placeCell({ grain: 'minute', at: 29_000_000 }, cellOf(keyId, BYTES)), by: 3 },
    ] as const;
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
    const increments = [
      { cell: placeCell({ grain: 'minute', at: 29_000_000 }, cellOf(keyId, BYTES)), by: 3 },
    ] as const;
    await counters.recorder.record({ workspaceId, increments });
    await forgetPrefix(counters.prefix);
    proxy.cutAll();
    await untilAnswered(async () => await counters.recorder.record({ workspaceId, increments }));
    expect(sumOf(await readCounts(counters), keyId)).toBe(6);
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
