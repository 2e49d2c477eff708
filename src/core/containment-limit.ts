import type { Throttle } from './containment.ts';
import type { RateLimit } from './key/record.ts';

/**
 * What is left of a limit under a throttle. It never becomes larger, and at least one request per window is left, so that
 * a person who looks can see the key at work.
 */
export function throttledLimit(own: RateLimit, throttle: Throttle): RateLimit {
  if ('perMinute' in throttle) {
    const isStricter = own.limit * 60 <= throttle.perMinute * own.windowSeconds;
    return isStricter
      ? own
      : {
          limit: throttle.perMinute,
          windowSeconds: 60,
          burst: own.burst == null ? null : Math.min(own.burst, throttle.perMinute),
        };
  }
  const part = (whole: number) =>
    whole === 0 ? 0 : Math.max(1, Math.floor((whole * throttle.percent) / 100));
  return {
    limit: part(own.limit),
    windowSeconds: own.windowSeconds,
    burst: own.burst == null ? null : part(own.burst),
  };
}
