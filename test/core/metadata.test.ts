import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  changeMetadata,
  containment,
  isMetadataFault,
  METADATA_BYTES_MAX,
  type Metadata,
  metadataSize,
} from '../../src/core/metadata.ts';

type Change = Parameters<typeof changeMetadata>[1];

const BEFORE = { team: { name: 'search', size: 3 }, tags: ['a'], note: null };

describe('a change of metadata', () => {
  it.each<[string, Partial<Change>, object]>([
    ['sets a value', { set: [{ path: ['tier'], value: 1 }] }, { ...BEFORE, tier: 1 }],
    ['replaces a value', { set: [{ path: ['tags'], value: 'b' }] }, { ...BEFORE, tags: 'b' }],
    [
      'sets a value within an object and keeps its neighbours',
      { set: [{ path: ['team', 'name'], value: 'crm' }] },
      { ...BEFORE, team: { name: 'crm', size: 3 } },
    ],
    [
      'makes objects on the way',
      { set: [{ path: ['a', 'b', 'c'], value: 1 }] },
      { ...BEFORE, a: { b: { c: 1 } } },
    ],
    [
      'sets in the given order',
      {
        set: [
          { path: ['a'], value: {} },
          { path: ['a', 'b'], value: 1 },
          { path: ['a', 'b'], value: 2 },
        ],
      },
      { ...BEFORE, a: { b: 2 } },
    ],
    ['unsets a value', { unset: [['note']] }, { team: BEFORE.team, tags: ['a'] }],
    [
      'keeps the objects that it emptied',
      {
        unset: [
          ['team', 'name'],
          ['team', 'size'],
        ],
      },
      { ...BEFORE, team: {} },
    ],
    [
      'unsets nothing where nothing is',
      { unset: [['x'], ['team', 'x', 'y'], ['tags', '0'], ['note', 'x']] },
      BEFORE,
    ],
    [
      'unsets before it sets',
      { unset: [['tags']], set: [{ path: ['tags', 'a'], value: true }] },
      { ...BEFORE, tags: { a: true } },
    ],
  ])('%s', (_sentence, change, after) => {
    expect(changeMetadata(BEFORE, { set: [], unset: [], ...change })).toEqual(after);
  });

  it.each<[string, Partial<Change>, string]>([
    [
      'through a list',
      { set: [{ path: ['tags', '0'], value: 1 }] },
      'tags.0: must lead through objects only',
    ],
    ['through a text', { set: [{ path: ['team', 'name', 'x'], value: 1 }] }, 'team.name.x: must lead'],
    ['through null', { set: [{ path: ['note', 'x'], value: 1 }] }, 'note.x: must lead'],
    ['to nothing', { set: [{ path: [], value: 1 }] }, 'path: must have 1 to 10 names'],
    ['from nothing', { unset: [[]] }, 'path: must have 1 to 10 names'],
    ['over more than ten names', { unset: [Array.from('abcdefghijk')] }, 'must have 1 to 10 names'],
    ['beyond the largest size', { set: [{ path: ['x'], value: 'é'.repeat(4_096) }] }, 'at most 8192 bytes'],
  ])('may not lead %s', (_sentence, change, fault) => {
    const changed = changeMetadata(BEFORE, { set: [], unset: [], ...change });
    expect(isMetadataFault(changed)).toBe(true);
    expect(changed).toMatchObject({ fault: expect.stringContaining(fault) });
  });

  it('is no fault where the metadata has that name', () => {
    const changed = changeMetadata({}, { set: [{ path: ['fault'], value: 'mine' }], unset: [] });
    expect(isMetadataFault(changed)).toBe(false);
    expect(changed).toEqual({ fault: 'mine' });
  });

  it.each(['__proto__', 'constructor', 'prototype', 'toString'])('treats %s as any other name', (name) => {
    for (const path of [[name], [name, 'polluted'], ['a', name, 'polluted'], [name, name]]) {
      const changed = change({}, { set: [{ path, value: 'yes' }] });
      expect(JSON.stringify(changed)).toBe(JSON.stringify(containment(path, 'yes')));
      expect(Object.getPrototypeOf(changed)).toBe(Object.prototype);
      const kept = change(changed, { set: [{ path: ['other'], value: 1 }], unset: [['nothing']] });
      expect(at(kept, path)).toBe('yes');
      expect(at(change(changed, { unset: [path] }), path)).toBeUndefined();
      expect(change({}, { unset: [path] })).toEqual({});
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.hasOwn(Object, 'polluted')).toBe(false);
  });

  it('leaves what it was given as it was, and has set what it sets', () => {
    const name = fc.constantFrom('a', 'b', 'c', '__proto__', 'constructor');
    const path = fc.array(name, { minLength: 1, maxLength: 4 });
    const metadata = fc.dictionary(name, fc.jsonValue({ maxDepth: 3 }));
    fc.assert(
      fc.property(metadata, path, path, fc.jsonValue({ maxDepth: 1 }), (before, set, unset, value) => {
        const written = JSON.stringify(before);
        const changed = changeMetadata(before, { set: [{ path: set, value }], unset: [unset] });
        expect(JSON.stringify(before)).toBe(written);
        if (!isMetadataFault(changed)) expect(at(changed, set)).toBe(value);
        expect(at(change(before, { unset: [unset] }), unset)).toBeUndefined();
      }),
    );
  });
});

describe('a containment', () => {
  it('holds nothing but the value at its path', () => {
    expect(containment(['a', 'b'], 1)).toEqual({ a: { b: 1 } });
    expect(containment(['a'], { c: [2] })).toEqual({ a: { c: [2] } });
    expect(JSON.stringify(containment(['__proto__', 'b'], 1))).toBe('{"__proto__":{"b":1}}');
  });
});

describe('the size of metadata', () => {
  it('counts the bytes of its JSON', () => {
    expect(metadataSize({})).toBe(2);
    expect(metadataSize({ a: 'é€😀' })).toBe('{"a":""}'.length + 2 + 3 + 4);
    expect(METADATA_BYTES_MAX).toBe(8_192);
  });

  it('is infinite for what cannot be written', () => {
    const cycle: Record<string, unknown> = {};
    cycle['self'] = cycle;
    let deep: unknown = 1;
    for (let level = 0; level < 100_000; level += 1) deep = [deep];
    for (const unwritable of [cycle, deep, 1n, undefined, () => 1]) {
      expect(metadataSize(unwritable)).toBe(Number.POSITIVE_INFINITY);
    }
  });
});

function change(metadata: Metadata, parts: Partial<Change>): Metadata {
  const changed = changeMetadata(metadata, { set: [], unset: [], ...parts });
  if (isMetadataFault(changed)) throw new Error(changed.fault);
  return changed;
}

function at(metadata: Metadata, path: readonly string[]): unknown {
  let value: unknown = metadata;
  for (const name of path) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined;
    value = new Map<string, unknown>(Object.entries(value)).get(name);
  }
  return value;
}
