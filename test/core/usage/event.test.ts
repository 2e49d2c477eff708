import { describe, expect, it } from 'vitest';
import { checkEventTime, parseUsageEvent } from '../../../src/core/usage/event.ts';
import { incrementsOf } from '../../../src/core/usage/increments.ts';

const NOW = Date.UTC(2026, 10, 21, 12);
const HOUR = 3_600_000;
const KEY = '019aa000-0000-7000-8000-000000000001';

describe('a usage event', () => {
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
  const place = { workspaceId: 'w', serverId: 's', endpoint: '/a', ip: '192.0.2.1' };
  const added = (event: object) =>
    incrementsOf(
      { keyId: KEY, at: NOW, endpoint: '/a', requests: 0, decision: 'VALID', ...event },
      place,
      NOW,
    ).map(({ cell, by }) => (cell.kind === 'usage' ? [cell.measure, by] : [cell.kind, by]));

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
