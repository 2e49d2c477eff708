import type { LimitSource } from '../../gql/graphql.ts';
import { count } from '../../ui/figures.ts';

interface Rate {
  readonly value: number;
  readonly windowSeconds: number;
  readonly burst?: number | null | undefined;
}

/** `600 requests a minute, 50 of them at once`. */
export function rateText({ value, windowSeconds, burst }: Rate): string {
  const text = `${count(value)} requests ${WINDOWS[windowSeconds] ?? `in ${count(windowSeconds)} seconds`}`;
  return typeof burst === 'number' ? `${text}, ${count(burst)} of them at once` : text;
}

const WINDOWS: Readonly<Record<number, string>> = {
  1: 'a second',
  60: 'a minute',
  3_600: 'an hour',
  86_400: 'a day',
};

/** Where a limit comes from. */
export const SOURCES: Readonly<Record<LimitSource, string>> = {
  KEY: 'It is the key’s own.',
  SERVER: 'It is the server’s, as the key has none of its own.',
  WORKSPACE: 'It is the workspace’s: no key of it goes above.',
  PLAN: 'It is that of the workspace’s plan: no key of it goes above.',
  DEFAULT: 'It is what holds where nothing was set.',
};
