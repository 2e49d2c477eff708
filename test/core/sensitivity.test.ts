import { expect, test } from 'vitest';
import { effectiveSensitivity } from '../../src/core/sensitivity.ts';

test.each([
  [{ key: null, servers: [], workspace: null }, 'NORMAL', 'NOTHING'],
  [{ key: null, servers: [], workspace: 'LOW' }, 'LOW', 'WORKSPACE'],
  [{ key: null, servers: ['OFF', 'LOW'], workspace: 'HIGH' }, 'LOW', 'SERVER'],
  [{ key: 'OFF', servers: ['HIGH'], workspace: 'HIGH' }, 'OFF', 'KEY'],
] as const)('of %j the nearest and most sensitive setting wins: %s of %s', (settings, sensitivity, setOn) => {
  expect(effectiveSensitivity(settings)).toEqual({ sensitivity, setOn });
});
