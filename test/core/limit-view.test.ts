import { describe, expect, it } from 'vitest';
import { limitHeaders, NO_LIMIT, viewLimit } from '../../src/core/limit-view.ts';

const NOW = 1_800_000_000_400;
const window = { remaining: 40, retryAfterMs: 0, resetMs: 29_500 };
const usedUp = { remaining: 0, retryAfterMs: 31_000, resetMs: 29_500 };
const rateLimit = { limit: 100, windowSeconds: 60 };
const burst = { limit: 10, remaining: 0, retryAfterMs: 550, fullMs: 5_950 };

describe('what is left of a limit', () => {
  it('is told of the window alone where there is no burst', () => {
    const view = viewLimit({ rateLimit, window, burst: undefined, limited: false });
    expect(limitHeaders(view, NOW)).toEqual({
      ratelimit: '"key";r=40;t=30',
      'ratelimit-policy': '"key";q=100;w=60',
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '40',
      'x-ratelimit-reset': '1800000031',
    });
  });

  it('names the instant from which a used up window lets more through', () => {
    const view = viewLimit({ rateLimit, window: usedUp, burst: undefined, limited: true });
    expect(limitHeaders(view, NOW)).toMatchObject({
      ratelimit: '"key";r=0;t=31',
      'x-ratelimit-reset': '1800000032',
      'retry-after': '31',
    });
  });

  it('is told of the burst as a policy of its own, which fills in its share of the window', () => {
    const view = viewLimit({ rateLimit, window, burst, limited: true });
    expect(limitHeaders(view, NOW)).toEqual({
      ratelimit: '"burst";r=0;t=6, "key";r=40;t=30',
      'ratelimit-policy': '"burst";q=10;w=6, "key";q=100;w=60',
      'x-ratelimit-limit': '100',
      'x-ratelimit-remaining': '40',
      'x-ratelimit-reset': '1800000031',
      'retry-after': '1',
    });
  });

  it('waits for the window and the burst where both are used up', () => {
    const view = viewLimit({ rateLimit, window: usedUp, burst, limited: true });
    expect(view).toMatchObject({
      retryAfterSeconds: 31,
      burst: { limit: 10, remaining: 0, resetSeconds: 6 },
    });
  });

  it('is nothing where no limit was applied', () => {
    expect(limitHeaders(NO_LIMIT, NOW)).toEqual({});
  });
});
