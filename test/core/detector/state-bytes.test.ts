import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { newState, STATE_BYTES } from '../../../src/core/detector/state.ts';
import { decodeState, encodeState, STATE_VERSION } from '../../../src/core/detector/state-bytes.ts';
import { step } from '../../../src/core/detector/step.ts';
import { anySteps, readingsOf } from './any-readings.ts';
import { DAY, MONDAY, run, usual } from './traffic.ts';

const learnt = encodeState(run(MONDAY, MONDAY + 9 * DAY, usual).state);

describe('a stored state', () => {
  it('takes at most 1,228 bytes', () => {
    expect(STATE_BYTES).toBeLessThanOrEqual(1_228);
    expect(learnt).toHaveLength(STATE_BYTES);
  });

  it('gives the very same results as the one that was stored', () => {
    fc.assert(
      fc.property(anySteps, (steps) => {
        let kept = decodeState(learnt) ?? newState(0);
        let stored = learnt;
        for (const reading of readingsOf(MONDAY + 9 * DAY, steps)) {
          const { state: keptState, ...keptResult } = step(kept, reading, reading.minute + 1);
          const { state, ...result } = step(decodeState(stored) ?? newState(0), reading, reading.minute + 1);
          expect(result).toEqual(keptResult);
          kept = keptState;
          stored = encodeState(state);
        }
        expect(stored).toEqual(encodeState(kept));
      }),
      { numRuns: 50 },
    );
  });

  it('can be read from the middle of a larger buffer', () => {
    const buffer = new Uint8Array(STATE_BYTES + 3);
    buffer.set(learnt, 3);
    expect(encodeState(decodeState(buffer.subarray(3)) ?? newState(0))).toEqual(learnt);
  });

  it('is refused where a byte is wrong, missing or too many, or of another version', () => {
    fc.assert(
      fc.property(fc.nat({ max: STATE_BYTES - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = learnt.slice();
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(decodeState(damaged)).toBeUndefined();
      }),
    );
    const newer = learnt.slice();
    new DataView(newer.buffer).setUint32(0, STATE_VERSION + 1);
    expect(decodeState(newer)).toBeUndefined();
    expect(decodeState(learnt.slice(1))).toBeUndefined();
    expect(decodeState(new Uint8Array())).toBeUndefined();
    expect(decodeState(new Uint8Array(STATE_BYTES + 1))).toBeUndefined();
  });
});
