import { describe, expect, it } from 'vitest';
import { createLocalLeases } from '../../src/counters/local-leases.ts';
import { createLocalQuotas } from '../../src/counters/local-quotas.ts';

const QUOTA = { limit: 100, refill: 'NEVER' } as const;
const AT = { nowMs: 1_000, verifiers: 1, usedBefore: 5 };

describe('a quota that was taken from without Redis', () => {
  it('keeps what was taken while Redis was told of the rest', () => {
    const quotas = createLocalQuotas();
    quotas.view('key', QUOTA, 10, AT);
    quotas.take('key', 10);
    const [[, told] = []] = quotas.all();
    quotas.take('key', 3);
    if (told !== undefined) quotas.carried('key', told);
    expect(quotas.all()).toEqual([['key', { refill: 'NEVER', from: 0, used: 15, taken: 3 }]]);
  });

  it('is forgotten once Redis knows all of it', () => {
    const quotas = createLocalQuotas();
    quotas.view('key', QUOTA, 10, AT);
    quotas.take('key', 10);
    for (const [keyId, told] of quotas.all()) quotas.carried(keyId, told);
    expect(quotas.all()).toEqual([]);
  });
});

describe('a lease that was given without Redis', () => {
  it('tells whether it was given back while Redis was told of it', () => {
    const leases = createLocalLeases({ randomUuid: () => 'member' });
    leases.take({ workspaceId: 'workspace', keyId: 'key' }, 2, 0);
    const [lease] = leases.held(1);
    if (lease === undefined) throw new Error('no lease is held');
    expect(leases.release('workspace', lease, 1)).toBe(true);
    expect(leases.forget(lease)).toBe(false);
  });
});
