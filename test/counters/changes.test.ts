import { randomUUID } from 'node:crypto';
import { expect, it, vi } from 'vitest';
import type { KeyChange } from '../../src/counters/changes.ts';
import { openLossyCounters } from '../support/lossy-counters.ts';

const SOON = { timeout: 20_000, interval: 10 };

it('changes are followed again after the connection was another one', async () => {
  const { proxy, counters } = await openLossyCounters();
  const told: KeyChange[] = [];
  let beats = 0;
  let lost = 0;
  const follow = () =>
    counters.changes.follow({
      onBeat: (changes) => {
        beats += 1;
        told.push(...changes);
      },
      onLost: () => {
        lost += 1;
        setTimeout(follow, 20);
      },
    });
  follow();
  await vi.waitFor(() => expect(beats).toBeGreaterThan(0), SOON);
  proxy.cutAll();
  await vi.waitFor(() => expect(lost).toBeGreaterThan(0), SOON);
  beats = 0;
  await vi.waitFor(() => expect(beats).toBeGreaterThan(3), SOON);
  const keyId = randomUUID();
  await vi.waitFor(async () => {
    expect(await counters.versions.raise([keyId], async () => new Map([[keyId, 2]]))).toBe(true);
  }, SOON);
  await vi.waitFor(() => expect(told).toContainEqual({ keyId, version: 2 }), SOON);
});
