import { describe, expect, it } from 'vitest';
import { checkEventTime, parseUsageEvent } from '../../../src/core/usage/event.ts';
import { addIncrements, createEventPlace, noIncrements } from '../../../src/core/usage/increments.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const KEY = '019aa000-0000-7000-8000-000000000001';

describe('a usage event', () => {
  it.each([
    ['a time with an offset', { keyId: KEY, at: '2026-11-21T13:00:00+01:00' }, { at: NOW }],
    ['a key id in capitals', { keyId: KEY.toUpperCase(), at: NOW }, { keyId: KEY }],
    ['an address', { keyId: KEY, at: NOW, ip: '2001:db8::1' }, { ip: '2001:db8::1' }],
    ['a denial', { keyId: KEY, at: NOW, requests: 2, decision: 'EXPIRED' }, { decision: 'EXPIRED' }],
  ])('is read with %s', (_sentence, input, expected) => {
    expect(parseUsageEvent(input)).toMatchObject(expected);
  });

  it('is read with its defaults', () => {
    expect(parseUsageEvent({ keyId: KEY, at: '2026-11-21T12:00:00Z' })).toEqual({
      keyId: KEY,
      at: NOW,
      endpoint: '',
      decision: 'VALID',
      requests: 0,
    });
  });

  it.each([
    ['no object', 7],
    ['an unknown field', { keyId: KEY, at: NOW, colour: 'red' }],
    ['no time', { keyId: KEY }],
    ['nothing for a number', { keyId: KEY, at: NOW, bytes: null }],
    ['a key id that is none', { keyId: KEY.replace('-', 'x'), at: NOW }],
    ['a huge number', { keyId: KEY, at: NOW, requests: 1e12 }],
    ['a share of a request', { keyId: KEY, at: NOW, requests: 0.5 }],
    ['an unknown decision', { keyId: KEY, at: NOW, decision: 'MAYBE' }],
    ['an endless latency', { keyId: KEY, at: NOW, latencyMs: Number.POSITIVE_INFINITY }],
    ['a negative number', { keyId: KEY, at: NOW, requests: -1 }],
    ['NaN', { keyId: KEY, at: NOW, latencyMs: Number.NaN }],
    ['an endpoint of 10 kB', { keyId: KEY, at: NOW, endpoint: 'x'.repeat(10_000) }],
    ['a status that is none', { keyId: KEY, at: NOW, status: 99 }],
  ])('is refused with %s', (_sentence, input) => {
    expect(parseUsageEvent(input)).toMatchObject({ reason: 'INVALID_EVENT' });
  });

  it.each([
    ['now', 0, false, undefined],
    ['five minutes ahead', 5 * 60_000, false, undefined],
    ['more than five minutes ahead', 5 * 60_000 + 1, false, 'FROM_THE_FUTURE'],
    ['48 hours ago', -48 * HOUR, false, undefined],
    ['more than 48 hours ago', -48 * HOUR - 1, false, 'TOO_OLD'],
    ['49 hours ago as a backfill', -49 * HOUR, true, undefined],
    ['two years ago as a backfill', -730 * 24 * HOUR, true, 'BEYOND_RETENTION'],
  ])('of %s', (_sentence, offset, backfill, reason) => {
    expect(checkEventTime(NOW + offset, NOW, backfill)?.reason).toBe(reason);
  });
});

describe('what an event adds', () => {
  const place = createEventPlace({
    slot: { grain: 'minute', at: 1 },
    workspaceId: KEY,
    keyId: KEY,
    serverId: KEY,
    endpoint: '/a',
  });
  const added = (event: object) => {
    const { places, numbers } = noIncrements();
    const defaults = { keyId: KEY, at: NOW, endpoint: '/a', requests: 0, decision: 'VALID' } as const;
    addIncrements({ places, numbers }, { ...defaults, ...event }, place, { ip: '192.0.2.1' });
    return places.map(({ field }, at) => [
      field.startsWith('ip|') ? 'ip' : numbers[2 * at],
      numbers[2 * at + 1],
    ]);
  };

  it('is only its outcome where the request was counted by its verification', () => {
    expect(added({ status: 502, bytes: 10 })).toEqual([
      [33, 1],
      [34, 10],
    ]);
  });

  it('is its requests and its source where it was verified locally', () => {
    expect(added({ requests: 3, status: 404 })).toEqual([
      [0, 3],
      [32, 3],
      ['ip', 3],
    ]);
  });
});
