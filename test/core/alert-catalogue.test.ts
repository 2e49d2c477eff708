import { expect, test } from 'vitest';
import { ALERT_KIND_ENTRIES } from '../../src/core/alert-catalogue.ts';
import { ALERT_KINDS, MINUTE_KINDS } from '../../src/core/alert-kind.ts';
import { warnOfExpiry } from '../../src/core/expiry-warning.ts';
import { LEAK_KIND, leakIncident } from '../../src/core/leak/event.ts';
import { platformFinding } from '../../src/core/platform-incident.ts';
import { warnOfQuota } from '../../src/core/quota-warning.ts';
import { judgeUnknownKeys } from '../../src/core/unknown-keys.ts';

const DAY_MS = 86_400_000;
const YEAR = { createdAt: 0, expiresAt: 365 * DAY_MS };
const PLACE = { reporter: 'GITHUB', source: 'commit', url: null } as const;

test('every kind is called and explained, in whole sentences and no two alike', () => {
  expect(ALERT_KIND_ENTRIES.map(({ kind }) => kind)).toEqual(ALERT_KINDS);
  expect(new Set(ALERT_KIND_ENTRIES.map(({ title }) => title)).size).toBe(ALERT_KINDS.length);
  for (const { description, advice } of ALERT_KIND_ENTRIES) {
    expect([description, advice]).toEqual([
      expect.stringMatching(/^[A-Z].+\.$/),
      expect.stringMatching(/^[A-Z].+\.$/),
    ]);
  }
});

test.each([
  ['quota', warnOfQuota({ limit: 1_000, refill: 'DAILY' }, 800, 0)],
  ['expiry', warnOfExpiry(YEAR, YEAR.expiresAt - 30 * DAY_MS)],
  ['unknown_keys', judgeUnknownKeys(null, 100, 0).finding],
  ['platform', platformFinding({ busyKeys: 4, jumpedKeys: 3 }, 0)],
  [LEAK_KIND, leakIncident(PLACE, new Date(0))],
])('alerts of the kind %s begin as severe as is said', (kind, found) => {
  const severity = ALERT_KIND_ENTRIES.find((entry) => entry.kind === kind)?.severity;
  expect(found?.severity).toBe(severity);
});

test('what is judged by minutes has figures', () => {
  const compared = ALERT_KIND_ENTRIES.filter(({ figures }) => figures !== 'NONE').map(({ kind }) => kind);
  expect(compared).toEqual(expect.arrayContaining([...MINUTE_KINDS]));
});
