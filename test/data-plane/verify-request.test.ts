import fc from 'fast-check';
import fastify from 'fastify';
import { describe, expect, it } from 'vitest';
import { VERIFY_BODY } from '../../src/data-plane/schemas.ts';
import { readVerifyRequest } from '../../src/data-plane/verify-request.ts';

const AJV = { coerceTypes: false, removeAdditional: false, allowUnionTypes: true } as const;

/** Values of each field, in order and out of it. */
const texts = (lengthMax: number) =>
  fc.oneof(
    fc.string(),
    fc.string({ unit: 'grapheme' }),
    fc.constantFrom('a'.repeat(lengthMax), 'a'.repeat(lengthMax + 1)),
  );
const addresses = fc.oneof(
  fc.ipV4(),
  fc.ipV6(),
  fc.constantFrom('fe80::1%eth0', '01.2.3.4', '1.2.3', '::ffff:1.2.3.4', '::', ''),
);
const anything = fc.oneof(fc.constant(null), fc.integer(), fc.string(), fc.boolean(), fc.constant([]));
const fields = {
  key: fc.oneof({ weight: 9, arbitrary: texts(4_096) }, anything),
  server: fc.oneof(texts(64), anything),
  endpoint: fc.oneof(texts(1_024), anything),
  scopes: fc.oneof(
    fc.array(texts(128), { maxLength: 3 }),
    fc.constant(Array.from({ length: 65 }, () => 'a')),
    anything,
  ),
  environment: fc.oneof(texts(64), anything),
  ip: fc.oneof(addresses, anything),
  userAgent: fc.oneof(texts(1_024), anything),
  cost: fc.oneof(fc.constantFrom(0, 1, 1.5, 1_000_000, 1_000_001, 1e300), anything),
  lease: fc.oneof(fc.boolean(), anything),
  signature: fc.oneof(fc.constantFrom('VALID', 'INVALID', 'MISSING', 'valid'), anything),
  signed: fc.oneof(
    fc.record(
      {
        timestamp: fc.oneof(texts(64), anything),
        nonce: texts(64),
        signature: texts(64),
        bodySha256: fc.constantFrom('a'.repeat(64), 'A'.repeat(64), 'a'.repeat(65), 'a\n', 1),
      },
      { requiredKeys: ['timestamp', 'signature'] },
    ),
    anything,
  ),
  other: anything,
};
const bodies = fc.oneof(
  { weight: 9, arbitrary: fc.record(fields, { requiredKeys: [] }) },
  anything,
  fc.array(fc.record({ key: fc.string() })),
);

describe('the fast reading of a verification', () => {
  it('accepts nothing that the schema refuses, and reads it alike', async () => {
    await using server = fastify({ ajv: { customOptions: AJV }, bodyLimit: 100_000 });
    server.post('/', { schema: { body: VERIFY_BODY } }, async (request) => request.body);
    let accepted = 0;
    const accepts = async (text: string) => {
      const read = readVerifyRequest(text);
      if (read === undefined) return;
      accepted += 1;
      const headers = { 'content-type': 'application/json' };
      const answer = await server.inject({ method: 'POST', url: '/', headers, payload: text });
      expect([answer.statusCode, answer.json()]).toEqual([200, JSON.parse(text)]);
    };
    await fc.assert(
      fc.asyncProperty(bodies, async (body) => await accepts(JSON.stringify(body))),
      { numRuns: 2_000 },
    );
    for (const [name, values] of Object.entries(fields)) {
      await fc.assert(
        fc.asyncProperty(values, async (value) => {
          await accepts(JSON.stringify({ key: 'kw_live_x', [name]: value }));
        }),
        { numRuns: 300 },
      );
    }
    expect(accepted).toBeGreaterThan(500);
  });

  it.each([
    ['', undefined],
    ['{', undefined],
    ['[]', undefined],
    ['"key"', undefined],
    ['{}', undefined],
    ['{"key":"a","__proto__":{"lease":true}}', undefined],
    ['{"key":"a","constructor":{}}', undefined],
    ['{"key":"a","key":"b"}', { key: 'b' }],
    ['{"key":"a","scopes":["mcp:read"],"cost":2}', { key: 'a', scopes: ['mcp:read'], cost: 2 }],
  ])('reads %s as it is', (text, expected) => {
    expect(readVerifyRequest(text)).toEqual(expected);
  });
});
