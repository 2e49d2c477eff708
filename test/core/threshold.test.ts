import { describe, expect, test } from 'vitest';
import { judgeThreshold, type Threshold } from '../../src/core/threshold.ts';

const T0 = Date.UTC(2026, 10, 21, 12);

describe('a threshold', () => {
  const rule: Threshold = {
    id: 't1',
    name: 'Busy',
    metric: 'REQUESTS',
    limit: 200,
    requestsMin: 1,
    severity: 'WARNING',
  };
  const share: Threshold = { ...rule, metric: 'ERROR_SHARE', limit: 0.2, requestsMin: 20 };
  const minute = { minute: T0, requests: 201, denied: 50, errors: 41 };

  test.each([
    ['requests above it', rule, minute, '201 requests a minute; the threshold “Busy” is 200'],
    ['requests at it', rule, { ...minute, requests: 200 }, undefined],
    [
      'too many denied',
      { ...rule, metric: 'DENIED', limit: 0 },
      minute,
      '50 denied requests a minute; the threshold “Busy” is 0',
    ],
    ['a high share of errors', share, minute, '20.4% of requests fail; the threshold “Busy” is 20%'],
    ['few requests that all fail', share, { ...minute, requests: 19, errors: 19 }, undefined],
    [
      'more errors than requests',
      share,
      { ...minute, requests: 20, errors: 900 },
      '100% of requests fail; the threshold “Busy” is 20%',
    ],
    ['silence', { ...rule, limit: 0 }, { ...minute, requests: 0 }, undefined],
  ] as const)('sees %s', (_what, threshold, judged, sentence) => {
    expect(judgeThreshold(threshold, judged)?.sentence).toBe(sentence);
  });

  test('names itself as the topic, so that each one has alerts of its own', () => {
    expect(judgeThreshold(rule, minute)).toMatchObject({
      kind: 'threshold',
      topic: 't1',
      upper: 200,
      since: T0,
    });
  });
});
