import type { RandomBytes } from './key/secret.ts';

/**
 * Makes a UUID of version 7 (RFC 9562 section 5.7) in lower case: Unix milliseconds, then 74 random bits. Ids sort by the
 * millisecond in which they were made; within one their order is chance.
 */
export function makeId(now: Date, randomBytes: RandomBytes): string {
  const time = now.getTime().toString(16).padStart(12, '0');
  const random = Buffer.from(randomBytes(10));
  random[0] = 0x70 | ((random[0] ?? 0) & 0x0f);
  random[2] = 0x80 | ((random[2] ?? 0) & 0x3f);
  const rest = random.toString('hex');
  return `${time.slice(0, 8)}-${time.slice(8)}-${rest.slice(0, 4)}-${rest.slice(4, 8)}-${rest.slice(8, 20)}`;
}
