import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { startRedisServer } from '../../fault/redis-server.ts';
import { encodeCell, encodeSlot } from '../../src/core/usage/cell.ts';
import type { Counters } from '../../src/counters/counters.ts';
import type { DecideEntry, DecideOutcome } from '../../src/counters/decide-entry.ts';
import { entryOf, openTestCounters, readCounts, sumOf } from '../support/counters.ts';
import { openLossyCounters, untilAnswered } from '../support/lossy-counters.ts';

/** Counters whose Postgres knows every key in its first version. */
async function open(options: NonNullable<Parameters<typeof openLossyCounters>[0]> = {}) {
  const opened = await openLossyCounters({ loadVersions, silentMs: 100, ...options });
  onTestFinished(() => {
    opened.proxy.comeBack();
    opened.proxy.goOn();
  });
  return opened;
}

const loadVersions = async (keyIds: readonly string[]) => new Map(keyIds.map((id) => [id, 1]));

async function raised(counters: Counters): Promise<string> {
  const keyId = randomUUID();
  await counters.versions.raise([keyId], loadVersions);
  return keyId;
}

async function decideTimes(counters: Counters, entry: DecideEntry, times: number): Promise<string[]> {
  const outcomes = await Promise.all(
    Array.from({ length: times }, async () => await counters.decider.decide(entry)),
  );
  return outcomes.map((outcome: DecideOutcome) => (outcome.stale ? 'STALE' : outcome.code));
}

/** The cells that wait for the roller, by source. */
async function readSources({ cells }: Counters): Promise<Map<string, Map<string, number>>> {
  const bySource = new Map<string, Map<string, number>>();
  for (const dirty of await cells.dirty(0)) {
    const values = new Map<string, number>();
    for await (const read of cells.read(0, dirty)) {
      for (const [cell, value] of read) values.set(encodeCell(cell), value);
    }
    bySource.set(dirty.source, values);
  }
  return bySource;
}

async function untilUp({ outage }: Counters): Promise<void> {
  await vi.waitFor(() => expect([outage.isOn(), outage.waiting()]).toEqual([false, 0]), {
    timeout: 20_000,
    interval: 5,
  });
}

describe('deciding while Redis is down', () => {
  it('goes on, and counts exactly once it is back, also without traffic', async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    const entry = entryOf({ keyId, ip: '203.0.113.9' });
    await decideTimes(counters, entry, 5);
    proxy.goDown();
    for (let round = 0; round < 20; round++) {
      expect(new Set(await decideTimes(counters, entry, 10))).toEqual(new Set(['VALID']));
    }
    expect(counters.outage.waiting()).toBeGreaterThanOrEqual(190);
    proxy.comeBack();
    await untilUp(counters);
    // Each request is counted to the decision and to the address.
    expect(sumOf(await readCounts(counters), keyId)).toBe(2 * 205);
  });

  it('goes on with all shards of one server, and raises the versions of each before it is asked again', async () => {
    let resumed = 0;
    const { proxy, counters } = await open({
      shards: 3,
      beforeResuming: async () => {
        resumed += 1;
      },
    });
    const keyIds = await Promise.all(Array.from({ length: 30 }, async () => await raised(counters)));
    const decideAll = async () =>
      await Promise.all(keyIds.map(async (keyId) => await decideTimes(counters, entryOf({ keyId }), 2)));
    await decideAll();
    proxy.goDown();
    for (let round = 0; round < 5; round++) {
      expect(new Set((await decideAll()).flat())).toEqual(new Set(['VALID']));
    }
    expect(resumed).toBe(0);
    proxy.comeBack();
    await untilUp(counters);
    expect(resumed).toBeGreaterThanOrEqual(3);
    const counts = await readCounts(counters);
    expect(keyIds.map((keyId) => sumOf(counts, keyId))).toEqual(keyIds.map(() => 12));
  });

  it('leaves nothing behind that is decided while it comes back', async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    proxy.goDown();
    await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
    // Telling Redis of leases is the last step, and takes a while.
    await decideTimes(counters, entryOf({ keyId, leasesMax: 300 }), 300);
    proxy.comeBack();
    while (counters.outage.waiting() > 0) await nextTurn();
    await decideTimes(counters, entryOf({ keyId }), 10);
    expect(counters.outage.isOn()).toBe(true);
    await untilUp(counters);
    expect(sumOf(await readCounts(counters), keyId)).toBe(310);
  });

  it('counts under the minute of the request', async () => {
    let now = 29_000_000 * 60_000;
    const { proxy, counters } = await open({ now: () => now });
    const keyId = await raised(counters);
    proxy.goDown();
    await decideTimes(counters, entryOf({ keyId }), 3);
    now += 60_000;
    await decideTimes(counters, entryOf({ keyId }), 4);
    now += 600_000;
    proxy.comeBack();
    await untilUp(counters);
    const slots = [...(await readCounts(counters))].map(([name, n]) => [name.split(' ')[0], n]);
    expect(Object.fromEntries(slots)).toEqual({
      [encodeSlot({ grain: 'minute', at: 29_000_000 })]: 3,
      [encodeSlot({ grain: 'minute', at: 29_000_001 })]: 4,
    });
  });

  it('refuses a record that Postgres has another version of, and what is gone there', async () => {
    let versions = new Map<string, number>();
    const { proxy, counters } = await open({ loadVersions: async () => versions });
    const keyId = randomUUID();
    proxy.goDown();
    versions = new Map([[keyId, 1]]);
    await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
    expect(await decideTimes(counters, entryOf({ keyId }), 1)).toEqual(['VALID']);
    versions = new Map([[keyId, 2]]);
    expect(await decideTimes(counters, entryOf({ keyId }), 1)).toEqual(['STALE']);
    expect(await decideTimes(counters, entryOf({ keyId, version: 2 }), 1)).toEqual(['VALID']);
    versions = new Map();
    expect(await decideTimes(counters, entryOf({ keyId, version: 2 }), 1)).toEqual(['STALE']);
  });

  it('asks Postgres once for all that wait', async () => {
    let statements = 0;
    const { proxy, counters } = await open({
      loadVersions: async (keyIds) => {
        statements += 1;
        return await loadVersions(keyIds);
      },
    });
    proxy.goDown();
    await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
    await Promise.all(
      Array.from(
        { length: 500 },
        async () => await decideTimes(counters, entryOf({ keyId: randomUUID() }), 2),
      ),
    );
    expect(statements).toBe(1);
  });

  it('rejects where Postgres does not answer either', async () => {
    const { proxy, counters } = await openLossyCounters();
    const keyId = await raised(counters);
    proxy.goDown();
    await expect(decideTimes(counters, entryOf({ keyId }), 3)).rejects.toThrow('Redis does not answer');
    expect(counters.outage.waiting()).toBe(0);
  });
});

describe('the limits while Redis is down', () => {
  it('let through what one verifier may, however often Redis comes and goes', async () => {
    const now = 29_000_000 * 60_000;
    const { proxy, counters } = await open({ now: () => now });
    const keyId = await raised(counters);
    const entry = entryOf({ keyId, rateLimit: { limit: 5, windowSeconds: 60 } });
    let valid = 0;
    for (let outage = 0; outage < 3; outage++) {
      proxy.goDown();
      await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
      const codes = await decideTimes(counters, entry, 8);
      expect(codes.filter((code) => code !== 'VALID').every((code) => code === 'RATE_LIMITED')).toBe(true);
      valid += codes.filter((code) => code === 'VALID').length;
      proxy.comeBack();
      await untilUp(counters);
    }
    expect(valid).toBe(5);
  });

  it('keep a burst, and tell what is left of it', async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    const entry = entryOf({ keyId, rateLimit: { limit: 100, windowSeconds: 3_600, burst: 3 } });
    await decideTimes(counters, entry, 1);
    proxy.goDown();
    expect((await decideTimes(counters, entry, 5)).toSorted()).toEqual([
      'RATE_LIMITED',
      'RATE_LIMITED',
      'VALID',
      'VALID',
      'VALID',
    ]);
    expect(await counters.decider.decide(entry)).toMatchObject({ burst: { limit: 3, remaining: 0 } });
  });

  it('keep a quota, of which Redis learns what was taken', async () => {
    const now = 29_000_000 * 60_000;
    const { proxy, counters } = await open({ now: () => now });
    const keyId = await raised(counters);
    const quota = { limit: 10, refill: 'MONTHLY' } as const;
    const from = Date.UTC(new Date(now).getUTCFullYear(), new Date(now).getUTCMonth());
    const entry = entryOf({ keyId, quota, quotaUsed: { refill: 'MONTHLY', from, used: 2 } });
    expect(await decideTimes(counters, entry, 3)).toEqual(['VALID', 'VALID', 'VALID']);
    proxy.goDown();
    await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
    const unasked = entryOf({ keyId, quota });
    expect(await counters.decider.decide(unasked)).toMatchObject({ stale: true, quotaUnknown: true });
    // Five units are used: two of the tables and three that Redis told of.
    expect(await counters.decider.decide(entry)).toMatchObject({ code: 'VALID', quota: { remaining: 4 } });
    expect(await counters.decider.decide({ ...entry, cost: 5 })).toMatchObject({ code: 'QUOTA_EXCEEDED' });
    proxy.comeBack();
    await untilUp(counters);
    expect(await counters.decider.decide(unasked)).toMatchObject({ code: 'VALID', quota: { remaining: 3 } });
  });

  it('keep concurrency, by leases that are given back here, and known to Redis once it is back', async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    const entry = entryOf({ keyId, leasesMax: 2 });
    const { workspaceId } = entry;
    proxy.goDown();
    await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
    const leaseIds: string[] = [];
    for (const code of ['VALID', 'VALID', 'CONCURRENCY_LIMITED']) {
      const outcome = await counters.decider.decide(entry);
      expect(outcome).toMatchObject({ code });
      if (!outcome.stale && outcome.leaseId !== undefined) leaseIds.push(outcome.leaseId);
    }
    const [first = '', second = ''] = leaseIds;
    expect(await counters.leases.renew(workspaceId, first)).toBe(true);
    await expect(counters.leases.release(randomUUID(), first)).rejects.toThrow('Redis does not answer');
    expect(await counters.leases.release(workspaceId, first)).toBe(true);
    expect(await counters.decider.decide(entry)).toMatchObject({ code: 'VALID' });
    proxy.comeBack();
    await untilUp(counters);
    expect(await counters.decider.decide(entry)).toMatchObject({ code: 'CONCURRENCY_LIMITED' });
    expect(await counters.leases.release(workspaceId, second)).toBe(true);
    expect(await counters.decider.decide(entry)).toMatchObject({ code: 'VALID' });
  });
});

describe('a call whose reply is lost', () => {
  it('is answered and counted once, whether Redis carried it out or not', async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    const entry = entryOf({ keyId, rateLimit: { limit: 150, windowSeconds: 3_600 }, userAgent: 'x' });
    const answered = { VALID: 0, RATE_LIMITED: 0 };
    for (let round = 0; round < 40; round++) {
      if (round % 4 === 1) proxy.swallowNextReply();
      const deciding = decideTimes(counters, entry, 10);
      if (round % 4 === 3) setImmediate(proxy.cutAll);
      for (const code of await deciding) answered[code === 'VALID' ? 'VALID' : 'RATE_LIMITED'] += 1;
      await untilUp(counters);
    }
    expect(answered.VALID + answered.RATE_LIMITED).toBe(400);
    expect(sumOf(await readCounts(counters), keyId)).toBe(2 * 400);
  });

  it('is counted once although it was rolled up and forgotten before Redis is back', async () => {
    const rolledUp = new Map<string, Map<string, number>>();
    const { proxy, counters } = await open({
      beforeResuming: async () => {
        for (const dirty of await counters.cells.dirty(0)) {
          rolledUp.set(dirty.source, (await readSources(counters)).get(dirty.source) ?? new Map());
          expect(await counters.cells.settle(0, dirty)).toBe(true);
        }
      },
      loadCounted: async ({ source }) => rolledUp.get(source) ?? new Map(),
    });
    const keyId = await raised(counters);
    await decideTimes(counters, entryOf({ keyId }), 3);
    proxy.swallowNextReply();
    expect(new Set(await decideTimes(counters, entryOf({ keyId }), 10))).toEqual(new Set(['VALID']));
    await untilUp(counters);
    await decideTimes(counters, entryOf({ keyId }), 1);
    await untilUp(counters);
    const largest = new Map([...rolledUp].map(([source, cells]) => [source, sumOf(cells, keyId)]));
    for (const [source, cells] of await readSources(counters)) {
      largest.set(source, Math.max(largest.get(source) ?? 0, sumOf(cells, keyId)));
    }
    expect([...largest.values()].reduce((sum, n) => sum + n, 0)).toBe(14);
    expect(largest.size).toBe(2);
  });
});

describe('a Redis that hangs', () => {
  it('is given up in a tenth of a second, and late answers are counted once', async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    await decideTimes(counters, entryOf({ keyId }), 1);
    for (let round = 0; round < 3; round++) {
      proxy.hang();
      const startedAt = performance.now();
      expect(new Set(await decideTimes(counters, entryOf({ keyId }), 20))).toEqual(new Set(['VALID']));
      expect(performance.now() - startedAt).toBeLessThan(1_000);
      expect(counters.outage.isOn()).toBe(true);
      expect(new Set(await decideTimes(counters, entryOf({ keyId }), 20))).toEqual(new Set(['VALID']));
      proxy.goOn();
      await untilUp(counters);
    }
    expect(sumOf(await readCounts(counters), keyId)).toBe(1 + 3 * 40);
  });

  it('is given up for good after two seconds, and waits no longer for what was sent', {
    timeout: 30_000,
  }, async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    await decideTimes(counters, entryOf({ keyId }), 1);
    proxy.hang();
    await decideTimes(counters, entryOf({ keyId }), 20);
    await expect(counters.ping()).rejects.toThrow('Command timed out');
    await decideTimes(counters, entryOf({ keyId }), 5);
    expect(counters.outage.waiting()).toBe(25);
    proxy.goOn();
    await untilUp(counters);
    await decideTimes(counters, entryOf({ keyId }), 1);
    await untilUp(counters);
    expect(sumOf(await readCounts(counters), keyId)).toBe(27);
  });

  it('carries out nothing of a connection that was given up', { timeout: 30_000 }, async () => {
    const { proxy, counters } = await open();
    const keyId = await raised(counters);
    await decideTimes(counters, entryOf({ keyId }), 1);
    proxy.strand();
    await decideTimes(counters, entryOf({ keyId }), 20);
    await untilUp(counters);
    proxy.goOn();
    for (let round = 0; round < 20; round++) await decideTimes(counters, entryOf({ keyId }), 1);
    await untilUp(counters);
    expect(sumOf(await readCounts(counters), keyId)).toBe(41);
  });
});

describe('a Redis that is full', () => {
  it('is gone without until it takes writes again', async () => {
    await using redis = await startRedisServer();
    const admin = new Redis(redis.url, { commandTimeout: 5_000 });
    const counters = await openTestCounters({ url: redis.url, loadVersions });
    const keyId = await raised(counters);
    await decideTimes(counters, entryOf({ keyId }), 5);
    await admin.config('SET', 'maxmemory', '1');
    for (let round = 0; round < 5; round++) {
      expect(new Set(await decideTimes(counters, entryOf({ keyId }), 10))).toEqual(new Set(['VALID']));
    }
    expect(counters.outage.isOn()).toBe(true);
    await admin.config('SET', 'maxmemory', '0');
    await untilUp(counters);
    expect(sumOf(await readCounts(counters), keyId)).toBe(55);
    await counters.close();
    admin.disconnect();
  });
});

describe('counts that wait', () => {
  it('are bounded: first endpoints are not told apart, then decisions are lost, which is told', async () => {
    const { proxy, counters } = await open({ cellsHeldMax: 10 });
    const keyId = await raised(counters);
    proxy.goDown();
    await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
    for (let at = 0; at < 30; at++) {
      await decideTimes(counters, entryOf({ keyId, endpoint: `e${at}`, ip: `203.0.113.${at}` }), 1);
    }
    expect([counters.outage.waiting(), counters.outage.lost()]).toEqual([30, 0]);
    for (let key = 0; key < 20; key++) await decideTimes(counters, entryOf({ keyId: randomUUID() }), 1);
    expect(counters.outage.lost()).toBeGreaterThan(0);
    const told = counters.outage.losses.read().reduce((all, { lost }) => all + lost, 0);
    expect(told).toBe(counters.outage.lost());
    proxy.comeBack();
    await untilUp(counters);
    const decisions = [...(await readCounts(counters))].filter(([name]) => name.includes(' u|'));
    const sum = decisions.reduce((total, [, n]) => total + n, 0);
    expect(sum).toBe(50 - counters.outage.lost());
    expect(decisions.length).toBeLessThanOrEqual(10);
    expect(decisions.some(([name]) => name.endsWith('|other'))).toBe(true);
  });

  it('have all the room again once Redis cannot lose them any more', async () => {
    let now = Date.now();
    const { proxy, counters } = await open({ cellsHeldMax: 10, now: () => now });
    const outage = async () => {
      proxy.goDown();
      await untilAnswered(async () => expect(counters.outage.isOn()).toBe(true));
      for (let key = 0; key < 8; key++) await decideTimes(counters, entryOf({ keyId: randomUUID() }), 1);
      proxy.comeBack();
      await untilUp(counters);
    };
    await outage();
    now += 10 * 60_000;
    await outage();
    expect(counters.outage.lost()).toBe(0);
  });
});
