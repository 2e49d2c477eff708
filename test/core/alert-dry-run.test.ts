import { expect, test } from 'vitest';
import { type TriedSettings, tryAlertSettings } from '../../src/core/alert-dry-run.ts';
import type { Threshold } from '../../src/core/threshold.ts';
import { MINUTE_MS } from '../../src/core/usage/cell.ts';

const BUSY: Threshold = {
  id: '0',
  name: 'Busy',
  metric: 'REQUESTS',
  limit: 100,
  requestsMin: 1,
  severity: 'WARNING',
};

/** Tries settings on minutes with so many requests each; 0: the key is silent. */
function tryOn(requests: readonly number[], settings: Partial<TriedSettings> = {}) {
  const minutes = requests.flatMap((n, index) =>
    n === 0
      ? []
      : {
          minute: new Date(index * MINUTE_MS),
          requests: n,
          errors: 0,
          denied: 0,
          distinctIps: 0,
          topIpRequests: 0,
          deniedScope: 0,
          deniedAddress: 0,
          dead: 0,
          sources: [],
        },
  );
  return tryAlertSettings(minutes, { sensitivity: 'NORMAL', thresholds: [], ...settings });
}

const silence = (minutes: number) => Array.from({ length: minutes }, () => 0);

test('what goes on is one alert, what returns soon goes on with it, and what returns late is another', () => {
  const crossed = (gap: number) =>
    tryOn([101, 150, ...silence(gap), 120], { thresholds: [BUSY] }).alerts.map(({ observed, minutes }) => ({
      observed,
      minutes,
    }));
  expect(crossed(10)).toEqual([{ observed: 150, minutes: 3 }]);
  expect(crossed(45)).toEqual([{ observed: 150, minutes: 3 }]);
  expect(crossed(200)).toEqual([
    { observed: 150, minutes: 2 },
    { observed: 120, minutes: 1 },
  ]);
});

test('the detector tells nothing of its first day, nor where it is off, which keeps it from learning nothing', () => {
  const day = Array.from({ length: 1_440 }, () => 20);
  const theft = Array.from({ length: 10 }, () => 5_000);
  expect(tryOn([...day.slice(0, 600), ...theft])).toMatchObject({ judgedFrom: null, alerts: [] });
  const stolen = [...day, ...day, ...day, ...day, ...theft];
  const told = tryOn(stolen);
  expect(told).toMatchObject({
    knowledge: 'full',
    judgedFrom: new Date(1_440 * MINUTE_MS),
    alerts: [{ kind: 'spike', topic: '', severity: 'CRITICAL', since: 4 * 1_440 * MINUTE_MS }],
  });
  expect(tryOn(stolen, { sensitivity: 'OFF' })).toEqual({ ...told, alerts: [] });
});

test('a key without minutes raises nothing', () => {
  expect(tryOn([], { thresholds: [BUSY] })).toEqual({ knowledge: 'learning', judgedFrom: null, alerts: [] });
});
