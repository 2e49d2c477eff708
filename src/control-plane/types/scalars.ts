import { GraphQLError, type ValueNode, valueFromASTUntyped } from 'graphql';
import { z } from 'zod';
import { builder } from '../builder.ts';

const instant = z.iso.datetime({ offset: true });

builder.scalarType('DateTime', {
  description: 'An instant: ISO 8601 with an offset, such as `2026-11-21T09:30:00Z`. Answers are in UTC.',
  serialize: (value) => value.toISOString(),
  parseValue: (value) => {
    const parsed = instant.safeParse(value);
    if (!parsed.success) {
      throw new GraphQLError('A DateTime is ISO 8601 with an offset, such as "2026-11-21T09:30:00Z".');
    }
    return new Date(parsed.data);
  },
});

builder.scalarType('Json', {
  description: 'Any JSON value.',
  serialize: (value) => value,
  parseValue: (value) => value,
  parseLiteral: (node: ValueNode, variables) => valueFromASTUntyped(node, variables),
});

builder.scalarType('Count', {
  description: 'A whole number up to 2^53, written as a JSON number: counts and bytes outgrow Int (2^31).',
  serialize: (value) => value,
  parseValue: () => {
    throw new GraphQLError('A Count is only ever answered.');
  },
});
