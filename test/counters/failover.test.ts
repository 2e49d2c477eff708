import { randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
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

const SLOT = { grain: 'minute', at: 29_000_000 } as const;

describe('a Redis that lost its last writes', () => {
  it('gets them again without any traffic', async () => {
    const { proxy, counters } = await openLossyCounters();
    const keyId = randomUUID();
    const increments = incrementsOf(SLOT, [cellOf(keyId, BYTES)], 5);
    await counters.recorder.record({ workspaceId: randomUUID(), increments });
    await forgetPrefix(counters.prefix);
    proxy.cutAll();
    await untilAnswered(async () => expect(sumOf(await readCounts(counters), keyId)).toBe(5));
  });

  it('gets them again although it was away for minutes under traffic', async () => {
    let now = SLOT.at * 60_000;
    const { proxy, counters } = await openLossyCounters({ now: () => now });
    const keyId = randomUUID();
    const workspaceId = randomUUID();
    const increments = incrementsOf(SLOT, [cellOf(keyId, BYTES)], 6);
    await counters.recorder.record({ workspaceId, increments });
    await forgetPrefix(counters.prefix);
    proxy.cutAll();
    for (let minute = 0; minute < 6; minute++) {
      now += 60_000;
      await counters.recorder.record({ workspaceId, increments }).catch(() => undefined);
    }
    await untilAnswered(async () => await counters.ping());
    const counted = await untilAnswered(async () => {
      const sum = sumOf(await readCounts(counters), keyId);
      expect(sum).toBeGreaterThanOrEqual(6);
      return sum;
    });
    expect(counted % 6).toBe(0);
  });

  it('still knows the batches that it was told of', async () => {
    const { proxy, counters } = await openLossyCounters();
    const keyId = randomUUID();
    const batch = {
      workspaceId: randomUUID(),
      batchId: 'b1',
      increments: incrementsOf(SLOT, [cellOf(keyId, BYTES)], 5),
    };
    await counters.recorder.record(batch);
    await forgetPrefix(counters.prefix);
    proxy.cutAll();
    expect(await untilAnswered(async () => await counters.recorder.record(batch))).toBe('repeated');
    expect(sumOf(await readCounts(counters), keyId)).toBe(5);
  });

  it('is told of versions again before anything is decided, also where the connection breaks meanwhile', async () => {
    const order: string[] = [];
    const { proxy, counters } = await openLossyCounters({
      beforeResuming: async () => {
        order.push('carried');
        if (order.length > 1) return;
        proxy.cutAll();
        await untilAnswered(async () => await counters.ping());
      },
    });
    const keyId = randomUUID();
    await counters.versions.raise([keyId], async () => new Map([[keyId, 1]]));
    proxy.cutAll();
    await untilAnswered(async () => await counters.decider.decide(entryOf({ keyId })));
    order.push('decided');
    expect(order.slice(0, 3)).toEqual(['carried', 'carried', 'decided']);
  });

  it('decides nothing while the versions cannot be carried', async () => {
    let failing = true;
    const { proxy, counters } = await openLossyCounters({
      beforeResuming: async () => {
        if (failing) throw new Error('Postgres is away');
      },
    });
    const keyId = randomUUID();
    await counters.versions.raise([keyId], async () => new Map([[keyId, 1]]));
    proxy.cutAll();
    await untilAnswered(async () => await counters.ping());
    await expect(counters.decider.decide(entryOf({ keyId }))).rejects.toThrow('Redis does not answer');
    failing = false;
    const decided = await untilAnswered(async () => await counters.decider.decide(entryOf({ keyId })));
    expect(decided).toMatchObject({ code: 'VALID' });
  });
});

describe('a Redis that hangs', () => {
  it('fails all that waits at once, not one call after the other', async () => {
    const { proxy, counters } = await openLossyCounters();
    const keyIds = Array.from({ length: 2_000 }, () => randomUUID());
    await counters.versions.raise(keyIds, async (ids) => new Map(ids.map((id) => [id, 1])));
    proxy.freeze();
    const startedAt = performance.now();
    const outcomes = await Promise.allSettled(
      keyIds.map(async (keyId) => await counters.decider.decide(entryOf({ keyId }))),
    );
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(performance.now() - startedAt).toBeLessThan(4_000);
  });
});

describe('a clock that was ahead', () => {
  it('does not hold a limit shut once it is right again', async () => {
    let now = 1_000_000 * 60_000;
    const counters = await openTestCounters({ now: () => now });
    const keyId = randomUUID();
    await counters.versions.raise([keyId], async () => new Map([[keyId, 1]]));
    const entry = entryOf({ keyId, rateLimit: { limit: 2, windowSeconds: 60 } });
    now += 3_600_000;
    await counters.decider.decide(entry);
    now -= 3_600_000;
    for (let minute = 0; minute < 10; minute++) {
      expect(await counters.decider.decide(entry)).toMatchObject({ code: 'VALID' });
      now += 60_000;
    }
  });
});
