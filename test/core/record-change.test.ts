import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changesOf } from '../../src/core/record-change.ts';

const AT = new Date('2026-11-21T12:00:00Z');
const ISO = '2026-11-21T12:00:00.000Z';

type Fields = Record<string, unknown>;

test.each<[string, Fields, Fields, Fields, Fields]>([
  ['nothing that stayed', { a: 1, b: null }, { a: 1, b: null }, {}, {}],
  ['a field that differs', { a: 1, b: 2 }, { a: 1, b: 3 }, { b: 2 }, { b: 3 }],
  ['a new field', {}, { a: null }, {}, { a: null }],
  ['a field that is gone', { a: 1 }, {}, { a: 1 }, {}],
  ['an undefined field as none', { a: undefined }, {}, {}, {}],
  ['a field that becomes undefined as gone', { a: 1 }, { a: undefined }, { a: 1 }, {}],
  ['dates as ISO strings', { a: null }, { a: AT }, { a: null }, { a: ISO }],
  ['no difference between a date and its string', { a: AT }, { a: ISO }, {}, {}],
  ['no difference between equal dates', { a: AT }, { a: new Date(AT) }, {}, {}],
  ['dates within', { a: { b: [AT] } }, { a: { b: [] } }, { a: { b: [ISO] } }, { a: { b: [] } }],
  ['no order of names', { a: { b: 1, c: [{ d: 1, e: 2 }] } }, { a: { c: [{ e: 2, d: 1 }], b: 1 } }, {}, {}],
  ['the order of a list', { a: [1, 2] }, { a: [2, 1] }, { a: [1, 2] }, { a: [2, 1] }],
  ['a list as no object', { a: ['x'] }, { a: { 0: 'x' } }, { a: ['x'] }, { a: { 0: 'x' } }],
  ['null as no object', { a: null }, { a: {} }, { a: null }, { a: {} }],
  ['a name within', { a: { b: 1 } }, { a: { b: 1, c: null } }, { a: { b: 1 } }, { a: { b: 1, c: null } }],
  ['a name within that is another', { a: { b: 1 } }, { a: { c: 1 } }, { a: { b: 1 } }, { a: { c: 1 } }],
  ['bigints as texts', { a: 1n }, { a: 2n }, { a: '1' }, { a: '2' }],
])('tells %s', (_sentence, before, after, was, is) => {
  expect(changesOf(before, after)).toEqual({ before: was, after: is });
});

test('what changed, laid over what was, is what is', () => {
  const fields = fc.dictionary(
    fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor'),
    fc.jsonValue({ maxDepth: 2 }),
  );
  fc.assert(
    fc.property(fields, fields, (one, other) => {
      const written = [one, other].map((each) => JSON.stringify(each));
      const changed = changesOf(one, other);
      const kept = Object.entries(one).filter(([name]) => !Object.hasOwn(changed.before, name));
      const merged = Object.fromEntries([...kept, ...Object.entries(changed.after)]);
      expect(changesOf(merged, other)).toEqual({ before: {}, after: {} });
      expect([one, other].map((each) => JSON.stringify(each))).toEqual(written);
      expect(changesOf(one, one)).toEqual({ before: {}, after: {} });
    }),
  );
});
