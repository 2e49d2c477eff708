import { describe, expect, test } from 'vitest';
import { isMutedAt, isMuteOver, type MuteSpan } from '../../src/core/mute.ts';

const at = (text: string) => Date.parse(text);

/** Sunday from 02:00 to 04:00 in Berlin, from the last Sunday of winter time on. */
const once: MuteSpan = {
  from: at('2026-03-22T01:00Z'),
  until: at('2026-03-22T03:00Z'),
  weekly: false,
  timeZone: 'Europe/Berlin',
  repeatsUntil: null,
  endedAt: null,
};
const weekly: MuteSpan = { ...once, weekly: true };
const bounded: MuteSpan = { ...weekly, repeatsUntil: at('2026-04-01T00:00Z') };
const ended: MuteSpan = { ...weekly, endedAt: at('2026-03-22T02:00Z') };

describe('a mute', () => {
  test.each([
    ['before it', once, '2026-03-22T00:59Z', false],
    ['at its beginning', once, '2026-03-22T01:00Z', true],
    ['at its end', once, '2026-03-22T03:00Z', false],
    ['a week later', once, '2026-03-29T01:30Z', false],
    ['a week later, of a weekly one', weekly, '2026-04-12T01:00Z', true],
    ['in summer an hour earlier by UTC', weekly, '2026-04-12T00:00Z', true],
    ['in summer, before it', weekly, '2026-04-11T23:59Z', false],
    ['in summer, at its end', weekly, '2026-04-12T02:00Z', false],
    ['on another day', weekly, '2026-04-13T01:00Z', false],
    ['before a weekly one began', weekly, '2026-03-15T02:00Z', false],
    ['the last time of a bounded one', bounded, '2026-03-29T01:30Z', true],
    ['after the last time', bounded, '2026-04-05T01:30Z', false],
    ['before somebody ended it', ended, '2026-03-22T01:59Z', true],
    ['after somebody ended it', ended, '2026-03-22T02:00Z', false],
  ])('covers, %s', (_when, mute, instant, covered) => {
    expect(isMutedAt(mute, at(instant))).toBe(covered);
  });

  test.each([
    [once, '2026-03-22T02:59Z', false],
    [once, '2026-03-22T03:00Z', true],
    [weekly, '2036-01-01T00:00Z', false],
    [bounded, '2026-04-01T01:59Z', false],
    [bounded, '2026-04-01T02:00Z', true],
    [ended, '2026-03-22T02:00Z', true],
  ])('is over when nothing more can come of it', (mute, instant, over) => {
    expect(isMuteOver(mute, at(instant))).toBe(over);
  });
});
