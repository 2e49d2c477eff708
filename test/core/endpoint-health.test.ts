import { expect, test } from 'vitest';
import {
  type EndpointHealth,
  FAILING_MS_MAX,
  FAILURE_GAP_MS_MAX,
  noteFailure,
} from '../../src/core/endpoint-health.ts';

const HOUR_MS = 3_600_000;
const HEALTHY: EndpointHealth = { failingSince: null, failedAt: null };

test('an endpoint that fails day after day is disabled after five days, and not a moment before', () => {
  let health = HEALTHY;
  for (let at = 0; at < FAILING_MS_MAX; at += 12 * HOUR_MS) {
    const noted = noteFailure(health, at);
    expect(noted).toEqual({ health: { failingSince: 0, failedAt: at }, disable: false });
    health = noted.health;
  }
  expect(noteFailure(health, FAILING_MS_MAX - 1).disable).toBe(false);
  expect(noteFailure(health, FAILING_MS_MAX).disable).toBe(true);
});

test('a failure long after the last one begins anew: nothing was sent in between', () => {
  const old = { failingSince: 0, failedAt: HOUR_MS };
  const later = HOUR_MS + FAILURE_GAP_MS_MAX + 1;
  expect(noteFailure(old, later)).toEqual({
    health: { failingSince: later, failedAt: later },
    disable: false,
  });
});

test('the longest wait between two attempts of a delivery is no gap', () => {
  expect(FAILURE_GAP_MS_MAX).toBeGreaterThan(24 * HOUR_MS * 1.1 + HOUR_MS);
});
