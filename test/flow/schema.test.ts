import { buildSchema } from 'graphql';
import { describe, expect, test } from 'vitest';
import { buildSchema as buildOwnSchema } from '../../src/control-plane/schema.ts';
import { brokenPromises, currentSchema, releasedSchema } from '../support/released-schema.ts';
import { undescribed } from '../support/schema-descriptions.ts';

test('every type, enum, root field, argument and input field whose name does not say it has a description', () => {
  expect(undescribed(buildOwnSchema())).toEqual([]);
});

test('what has none is found', () => {
  const schema = buildSchema(`
    type Query { thing(id: ID!, shade: String): Thing }
    type Thing { id: ID! weight: Int }
    enum Shade { DARK }
    input ShadeInput { name: String depth: Int }
  `);
  expect(undescribed(schema)).toEqual([
    'Query.thing',
    'Query.thing(shade)',
    'Shade',
    'ShadeInput',
    'ShadeInput.depth',
    'Thing',
  ]);
});

describe('a change that breaks clients', () => {
  const released = {
    version: '1.4.0',
    schema: 'type Query { keys(first: Int): [String!]! usage: Int! } enum State { ON OFF }',
  };
  const changed = 'type Query { keys(first: Int!): [String] } enum State { ON }';

  test('is told one by one while the major version stays', () => {
    expect(brokenPromises(released, { version: '1.5.0', schema: changed })).toEqual([
      expect.stringContaining('ARG_CHANGED_KIND: '),
      expect.stringContaining('FIELD_CHANGED_KIND: '),
      'FIELD_REMOVED: Query.usage was removed.',
      'VALUE_REMOVED_FROM_ENUM: OFF was removed from enum type State.',
    ]);
  });

  test('is free with a new major version, and additions always are', () => {
    expect(brokenPromises(released, { version: '2.0.0', schema: changed })).toEqual([]);
    const more = `${released.schema} extend type Query { alerts: Int }`;
    expect(brokenPromises(released, { version: '1.5.0', schema: more })).toEqual([]);
  });

  test('has not been made since the last release', async () => {
    expect(brokenPromises(await releasedSchema(), await currentSchema())).toEqual([]);
  });
});
