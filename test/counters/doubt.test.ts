import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecisionCode } from '../../src/core/decision.ts';
import { encodeCell } from '../../src/core/usage/cell.ts';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { createDoubt } from '../../src/counters/doubt.ts';
import type { EntryCounts } from '../../src/counters/entry-counts.ts';
import { openGeneration } from '../../src/counters/ledger.ts';
import { entryOf } from '../support/counters.ts';

const NOW = 29_000_000 * 60_000;
const keyId = '019a0000-0000-7000-8000-000000000001';

function fieldOf(code: DecisionCode): string {
  return encodeCell({ kind: 'usage', ...entryOf({ keyId }), measure: decisionMeasure(code) });
}

/** A doubt about calls for one key, and what comes to be held. */
function doubtOf(calls: number) {
  const held: EntryCounts[] = [];
  const doubt = createDoubt({
    entries: Array.from({ length: calls }, () => entryOf({ keyId })),
    generation: openGeneration({ now: () => NOW, randomUuid: randomUUID }),
    nowMs: NOW,
    held: { hold: (_slot, counts) => void held.push(counts) },
  });
  const answer = (at: number, code: DecisionCode) => doubt.entries[at]?.decided(entryOf({ keyId }), code);
  return {
    doubt,
    held,
    answer,
    heldAs: (code: DecisionCode) => held.filter(({ decided }) => decided === fieldOf(code)).length,
  };
}

const codes = fc.constantFrom<DecisionCode>('VALID', 'RATE_LIMITED', 'CONCURRENCY_LIMITED');

describe('a doubt', () => {
  test('counts what was answered as that, where Redis did not carry it out', () => {
    const { doubt, answer, heldAs } = doubtOf(3);
    answer(0, 'VALID');
    answer(1, 'RATE_LIMITED');
    expect(doubt.waiting()).toBe(2);
    doubt.compare(new Map());
    answer(2, 'VALID');
    expect([heldAs('VALID'), heldAs('RATE_LIMITED'), doubt.waiting()]).toEqual([2, 1, 0]);
  });

  test('counts nothing where Redis did, also of what is answered later', () => {
    const { doubt, answer, held } = doubtOf(2);
    answer(0, 'VALID');
    doubt.compare(new Map([[fieldOf('VALID'), 2]]));
    answer(1, 'VALID');
    expect(held).toEqual([]);
  });

  test('believes a late reply about each of its entries', () => {
    const { doubt, answer, held, heldAs } = doubtOf(3);
    answer(0, 'VALID');
    doubt.settle([true, false, false]);
    answer(1, 'VALID');
    answer(2, 'RATE_LIMITED');
    expect([held.length, heldAs('VALID'), heldAs('RATE_LIMITED')]).toEqual([2, 1, 1]);
  });

  test('is counted once for each answer, whatever Redis decided, and whoever was not answered', () => {
    const one = fc.record({ inRedis: fc.option(codes), answered: fc.option(codes) });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 20 }), fc.nat(), (calls, before) => {
        const { doubt, answer, held } = doubtOf(calls.length);
        const late = before % 2 === 0;
        const tell = (wanted: boolean) => {
          for (const [at, { answered }] of calls.entries()) {
            if (answered !== null && (at % 2 === 0) === wanted) answer(at, answered);
          }
        };
        tell(true);
        if (!late) tell(false);
        const values = new Map<string, number>();
        for (const { inRedis } of calls) {
          if (inRedis !== null) values.set(fieldOf(inRedis), (values.get(fieldOf(inRedis)) ?? 0) + 1);
        }
        doubt.compare(values);
        if (late) tell(false);
        const counted = held.length + [...values.values()].reduce((sum, n) => sum + n, 0);
        expect(counted).toBeGreaterThanOrEqual(calls.filter(({ answered }) => answered !== null).length);
        expect(counted).toBeLessThanOrEqual(calls.length);
      }),
    );
  });
});
