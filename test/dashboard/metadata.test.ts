import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { changeMetadata, isMetadataFault } from '../../src/core/metadata.ts';
import {
  bytesOf,
  changeOf,
  type Metadata,
  metadataIn,
  metadataOf,
  rowsOf,
} from '../../src/dashboard/key-actions/metadata.ts';

const metadata = fc
  .dictionary(fc.string({ minLength: 1 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 5 })
  .map((value) => JSON.parse(JSON.stringify(value)) as Metadata);

/** Without empty names, which rows cannot write. */
const named = metadata.filter((value) => !JSON.stringify(value).includes('"":'));

describe('metadata in a form', () => {
  test('comes back from its rows as it went there, whatever its names and values are', () => {
    fc.assert(
      fc.property(named, (value) => {
        const parsed = metadataOf(rowsOf(value));
        expect('metadata' in parsed && JSON.parse(JSON.stringify(parsed.metadata))).toEqual(value);
      }),
    );
  });

  test('writes paths with dots, and dots of names with a backslash', () => {
    expect(rowsOf({ team: { 'a.b': 1, list: [] } })).toEqual([
      { id: 'row team.a\\.b', path: 'team.a\\.b', type: 'number', text: '1' },
      { id: 'row team.list', path: 'team.list', type: 'json', text: '[]' },
    ]);
  });

  test.each([
    ['a row without a name', [{ id: '1', path: '', type: 'text', text: '' }]],
    ['an empty name on the way', [{ id: '1', path: 'a..b', type: 'text', text: '' }]],
    ['eleven names', [{ id: '1', path: 'a.b.c.d.e.f.g.h.i.j.k', type: 'text', text: '' }]],
    ['a number that is none', [{ id: '1', path: 'a', type: 'number', text: 'ten' }]],
    ['an empty number', [{ id: '1', path: 'a', type: 'number', text: '' }]],
    ['a yes or no that is neither', [{ id: '1', path: 'a', type: 'boolean', text: 'yes' }]],
    ['JSON that is none', [{ id: '1', path: 'a', type: 'json', text: '{' }]],
    [
      'a name twice',
      [
        { id: '0', path: 'a', type: 'text', text: '' },
        { id: '1', path: 'a', type: 'text', text: '' },
      ],
    ],
    [
      'a way through a text',
      [
        { id: '0', path: 'a', type: 'text', text: '' },
        { id: '1', path: 'a.b', type: 'text', text: '' },
      ],
    ],
  ] as const)('refuses %s, and says which row', (_what, rows) => {
    expect(metadataOf(rows)).toMatchObject({ rowId: '1', fault: expect.any(String) });
  });

  test('reads JSON that is an object, and says what is wrong with other texts', () => {
    expect(metadataIn('{"a":1}')).toEqual({ metadata: { a: 1 } });
    for (const text of ['', '[]', 'null', '"a"', '{']) expect(metadataIn(text)).toHaveProperty('fault');
  });

  test('is measured in bytes of its JSON, not in characters', () => {
    expect(bytesOf({ a: 'é' })).toBe('{"a":"é"}'.length + 1);
  });
});

describe('a change of metadata', () => {
  test('makes of the metadata before what it was changed to, as the service applies it', () => {
    fc.assert(
      fc.property(metadata, metadata, (before, after) => {
        const { setMetadata, unsetMetadata } = changeOf(before, after);
        const changed = changeMetadata(before, { set: setMetadata, unset: unsetMetadata });
        expect(isMetadataFault(changed)).toBe(false);
        expect(JSON.parse(JSON.stringify(changed))).toEqual(after);
      }),
    );
  });

  test('names nothing but what differs', () => {
    const before = { team: { name: 'A', lead: 'Olga' }, plan: 'free', tags: [1] };
    const after = { team: { name: 'B', lead: 'Olga' }, tags: [1], note: null };
    expect(changeOf(before, after)).toEqual({
      setMetadata: [
        { path: ['team', 'name'], value: 'B' },
        { path: ['note'], value: null },
      ],
      unsetMetadata: [['plan']],
    });
    expect(changeOf(before, before)).toEqual({ setMetadata: [], unsetMetadata: [] });
  });
});
