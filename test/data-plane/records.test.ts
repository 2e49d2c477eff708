import { describe, expect, test } from 'vitest';
import { createRecords } from '../../src/data-plane/records.ts';
import { keyRecord } from '../support/key-record.ts';

function open(keyIds: readonly string[]) {
  const asked: (readonly string[])[] = [];
  const records = createRecords({
    source: {
      findByDigest: async () => undefined,
      findById: async () => undefined,
      findByIds: async (ids) => {
        asked.push(ids);
        return ids.filter((id) => keyIds.includes(id)).map((id) => keyRecord(id, 'w'));
      },
    },
    versions: { restore: async () => true },
    imports: { mark: async () => undefined, raise: async () => undefined },
    peppers: [],
    now: () => 0,
  });
  return { records, asked };
}

describe('records of many keys', () => {
  test('are read together, each once, and those at hand not again', async () => {
    const { records, asked } = open(['a', 'b', 'c']);
    await records.prepareIds(['a', 'b', 'a', 'nobody']);
    await records.prepareIds(['b', 'c']);
    expect(asked).toEqual([['a', 'b', 'nobody'], ['c']]);
    expect(['a', 'b', 'c', 'nobody'].map((id) => records.idAtHand(id)?.id)).toEqual([
      'a',
      'b',
      'c',
      undefined,
    ]);
  });

  test('are read in portions where they are very many', async () => {
    const ids = Array.from({ length: 1_200 }, (_, id) => String(id));
    const { records, asked } = open(ids);
    await records.prepareIds(ids);
    expect(asked.map(({ length }) => length)).toEqual([500, 500, 200]);
    expect(records.size()).toBe(1_200);
  });
});
