import { expect, test } from 'vitest';
import { nextOf } from '../../src/dashboard/screens/sign-in/next.ts';

const ORIGIN = 'https://keywatch.example.com';

test.each([
  ['?next=/graphql', '/graphql'],
  ['?next=%2Fadmin%2Fqueues', '/admin/queues'],
  ['?next=/w/1/keys%3Fstatus%3DACTIVE%23top', '/w/1/keys?status=ACTIVE#top'],
  ['?next=/a/../graphql', '/graphql'],
  ['', '/'],
  ['?next=', '/'],
])('signing in at %s leads to %s', (search, next) => {
  expect(nextOf(search, ORIGIN)).toBe(next);
});

test.each([
  'https://evil.example',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/%09/evil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  ' /graphql',
  'graphql',
  'javascript:alert(1)',
  'https:evil.example',
])('signing in never leads to %j', (next) => {
  const to = nextOf(`?next=${encodeURIComponent(next)}`, ORIGIN);
  expect(new URL(to, ORIGIN).origin).toBe(ORIGIN);
  expect(to).toMatch(/^\/(?![/\\])/);
});
