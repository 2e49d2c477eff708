import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AlertIncident, moveIncident, QUIET_MS, REOPEN_MS } from '../../src/core/alert.ts';
import { stateAfter } from '../../src/core/alert-action.ts';
import { alertEventPayload } from '../../src/core/alert-event.ts';

const MINUTE = 60_000;
const T0 = 29_000_000 * MINUTE;

const finding = {
  severity: 'WARNING',
  observed: 312,
  expected: 6,
  lower: 0,
  upper: 21,
  score: 9,
  sentence: '312 requests a minute; expected 6.',
  since: T0 - 2 * MINUTE,
} as const;

const open: AlertIncident = {
  ...finding,
  state: 'OPEN',
  lastMinute: T0,
  resolvedAt: null,
  reopenedAt: null,
};
const acknowledged: AlertIncident = { ...open, state: 'ACKNOWLEDGED' };
const resolved: AlertIncident = { ...open, state: 'RESOLVED', resolvedAt: T0 + QUIET_MS };
const reopened: AlertIncident = { ...open, reopenedAt: T0 + QUIET_MS };
const critical = { ...finding, severity: 'CRITICAL' } as const;

describe('an incident', () => {
  test.each([
    ['none yet', 'a finding', null, finding, T0, 'opened', 'OPEN'],
    ['none yet', 'quiet', null, null, T0, 'none', undefined],
    ['open', 'a finding', open, finding, T0 + MINUTE, 'continued', 'OPEN'],
    ['open', 'a worse finding', open, critical, T0 + MINUTE, 'escalated', 'OPEN'],
    ['open', 'a short quiet', open, null, T0 + QUIET_MS - MINUTE, 'none', 'OPEN'],
    ['open', 'a long quiet', open, null, T0 + QUIET_MS, 'resolved', 'RESOLVED'],
    ['open', 'a minute seen before', open, finding, T0, 'none', 'OPEN'],
    ['open', 'a finding after a gap', open, finding, T0 + 5 * REOPEN_MS, 'continued', 'OPEN'],
    ['acknowledged', 'a finding', acknowledged, finding, T0 + MINUTE, 'continued', 'ACKNOWLEDGED'],
    ['acknowledged', 'a worse finding', acknowledged, critical, T0 + MINUTE, 'escalated', 'ACKNOWLEDGED'],
    ['opened again by a person', 'a long quiet', reopened, null, T0 + QUIET_MS, 'none', 'OPEN'],
    ['opened again by a person', 'half an hour', reopened, null, T0 + 2 * QUIET_MS, 'resolved', 'RESOLVED'],
    ['acknowledged', 'a long quiet', acknowledged, null, T0 + QUIET_MS, 'resolved', 'RESOLVED'],
    ['resolved', 'quiet', resolved, null, T0 + 5 * MINUTE, 'none', 'RESOLVED'],
    ['resolved by a person', 'another finding', resolved, finding, T0 + MINUTE, 'disregarded', 'RESOLVED'],
    ['resolved by a person', 'a worse finding', resolved, critical, T0 + MINUTE, 'reopened', 'OPEN'],
    ['resolved', 'a finding soon after', resolved, finding, T0 + QUIET_MS, 'reopened', 'OPEN'],
    ['resolved', 'a finding an hour after', resolved, finding, T0 + REOPEN_MS, 'reopened', 'OPEN'],
    ['resolved', 'a finding long after', resolved, finding, T0 + REOPEN_MS + MINUTE, 'opened', 'OPEN'],
  ] as const)('that is %s, after %s', (_state, _event, incident, found, minute, change, state) => {
    const moved = moveIncident(incident, found, minute);
    expect(moved.change).toBe(change);
    expect(moved.incident?.state).toBe(state);
  });

  test('keeps the start, the figures of its worst minute and its highest severity', () => {
    const worse = { ...finding, score: 12, observed: 900, sentence: '900 requests a minute; expected 6.' };
    const milder = { ...finding, score: 3, observed: 40, severity: 'CRITICAL' } as const;
    const first = moveIncident(open, worse, T0 + MINUTE).incident;
    const second = moveIncident(first, { ...milder, since: T0 }, T0 + 2 * MINUTE).incident;
    expect(second).toMatchObject({
      since: open.since,
      observed: 900,
      sentence: worse.sentence,
      severity: 'CRITICAL',
      lastMinute: T0 + 2 * MINUTE,
    });
  });

  test('is announced at most once for each time that it opens, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (minutes) => {
        let incident: AlertIncident | null = null;
        let announced = 0;
        for (const [index, found] of minutes.entries()) {
          const before: AlertIncident | null = incident;
          const moved = moveIncident(before, found ? finding : null, T0 + index * MINUTE);
          if (moved.change === 'opened' || moved.change === 'reopened') {
            expect(before?.state ?? 'RESOLVED').toBe('RESOLVED');
            announced += 1;
          }
          if (moved.change === 'resolved') announced -= 1;
          expect(announced).toBe(moved.incident === null || moved.incident.state === 'RESOLVED' ? 0 : 1);
          incident = moved.incident;
        }
      }),
    );
  });
});

describe('people', () => {
  test.each([
    ['acknowledge', 'OPEN', 'ACKNOWLEDGED'],
    ['acknowledge', 'ACKNOWLEDGED', 'ACKNOWLEDGED'],
    ['acknowledge', 'RESOLVED', undefined],
    ['resolve', 'OPEN', 'RESOLVED'],
    ['resolve', 'ACKNOWLEDGED', 'RESOLVED'],
    ['resolve', 'RESOLVED', 'RESOLVED'],
    ['reopen', 'OPEN', 'OPEN'],
    ['reopen', 'ACKNOWLEDGED', 'OPEN'],
    ['reopen', 'RESOLVED', 'OPEN'],
  ] as const)('who %s an alert that is %s make it %s', (action, state, after) => {
    expect(stateAfter(action, state)).toBe(after);
  });
});

describe('an event', () => {
  const subject = {
    ...finding,
    alertId: 'a1',
    workspaceId: 'w1',
    kind: 'spike',
    topic: '',
    state: 'OPEN',
    resolution: null,
    verdict: null,
    actorId: null,
    key: { id: 'k1', name: 'CI', prefix: 'kw_live_', lastFour: 'aB3d', ownerId: 'u1' },
  } as const;

  test('names the key for display, and the figures', () => {
    expect(JSON.parse(alertEventPayload('alert.opened', subject, T0))).toEqual({
      type: 'alert.opened',
      timestamp: new Date(T0).toISOString(),
      data: { ...subject, since: new Date(finding.since).toISOString() },
    });
  });

  test('of a workspace as a whole names no key', () => {
    const told = JSON.parse(alertEventPayload('alert.resolved', { ...subject, key: null }, T0));
    expect(told).toMatchObject({ type: 'alert.resolved', data: { workspaceId: 'w1', key: null } });
  });
});
