import { expect, test } from 'vitest';
import { couldBeKey } from '../../../src/core/key/format.ts';

test.each([
  ['ok1-123-456-abcdefghijklmnopqrstuvwxyz', true],
  ['ok1-0190f5a0-7d3c-secret-with-dashes', true],
  ['ok1-123-456-', false],
  ['ok1-123--abc', false],
  ['ok1--456-abc', false],
  ['ok1-123-456', false],
  ['ok1-', false],
  ['ok1', true],
  ['ok2-anything', true],
])('%s could be a key: %s', (text, could) => {
  expect(couldBeKey(text)).toBe(could);
});
