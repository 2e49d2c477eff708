import { describe, expect, test } from 'vitest';
import { createUnknownKeys } from '../../src/data-plane/unknown-keys.ts';

function open(mark: string | undefined) {
  const state = { now: 0, mark, marks: 0, looks: 0, found: undefined as string | undefined };
  const unknown = createUnknownKeys({
    imports: {
      mark: async () => {
        state.marks += 1;
        return state.mark;
      },
      raise: async () => undefined,
    },
    now: () => state.now,
  });
  const find = async (hash = 'hash') =>
    await unknown.find(hash, async () => {
      state.looks += 1;
      return state.found;
    });
  return { state, unknown, find };
}

describe('a secret that no key has', () => {
  test('is looked for once, until there is an import', async () => {
    const { state, find } = open('one');
    expect([await find(), await find(), state.looks]).toEqual([undefined, undefined, 1]);
    state.mark = 'two';
    state.found = 'key';
    expect([await find(), state.looks]).toEqual(['key', 2]);
  });

  test('is looked for again where the import came between the mark and the look-up', async () => {
    const { state, unknown, find } = open('one');
    await unknown.find('hash', async () => {
      state.mark = 'two';
      return undefined;
    });
    state.found = 'key';
    expect(await find()).toBe('key');
  });

  test('is looked for again after 10 seconds, so that an import which could not tell Redis is found', async () => {
    const { state, find } = open('one');
    await find();
    state.found = 'key';
    state.now = 9_999;
    expect(await find()).toBeUndefined();
    state.now = 10_000;
    expect(await find()).toBe('key');
  });

  test('is looked for each time while Redis names no import', async () => {
    const { state, find } = open(undefined);
    await find();
    await find();
    expect(state.looks).toBe(2);
  });

  test('costs a look-up only, where it is another one each time', async () => {
    const { state, unknown, find } = open('one');
    for (let number = 0; number < 120_000; number++) await find(`hash ${number}`);
    expect([state.looks, state.marks]).toEqual([120_000, 1]);
    expect(unknown.size()).toBeLessThanOrEqual(50_000);
  });
});
