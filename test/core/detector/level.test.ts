import { describe, expect, it } from 'vitest';
import { fadedLevel, followLevel } from '../../../src/core/detector/level.ts';
import { AT, newState } from '../../../src/core/detector/state.ts';
import { MONDAY, reading } from './traffic.ts';

describe('the level', () => {
  it('moves a third of the way to each minute', () => {
    const state = newState(MONDAY);
    followLevel(state, reading(MONDAY, 90), 0);
    expect(state.single[AT.level]).toBeCloseTo(30);
    followLevel(state, reading(MONDAY + 1, 90), 0);
    expect(state.single[AT.level]).toBeCloseTo(50);
  });

  it('is the same whether silent minutes are left out or read one by one', () => {
    const [sparse, dense] = [newState(MONDAY), newState(MONDAY)];
    for (const state of [sparse, dense]) followLevel(state, reading(MONDAY, 90), 0);
    for (let minute = 1; minute <= 7; minute++) followLevel(dense, reading(MONDAY + minute, 0), 0);
    followLevel(dense, reading(MONDAY + 8, 12), 0);
    followLevel(sparse, reading(MONDAY + 8, 12), 7);
    expect(sparse.single[AT.level]).toBeCloseTo(dense.single[AT.level] ?? Number.NaN, 4);
  });

  it('is gone after days of silence', () => {
    expect(fadedLevel(1e9, 10 * 1_440)).toBeLessThan(1e-300);
  });
});
