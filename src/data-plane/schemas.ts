/** JSON Schemas of bodies: Fastify refuses with them before a handler runs. */

const text = (maxLength: number) => ({ type: 'string', maxLength });

export const VERIFY_BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['key'],
  properties: {
    key: text(4_096),
    server: text(64),
    endpoint: text(1_024),
    scopes: { type: 'array', items: text(128), maxItems: 64 },
    environment: text(64),
    ip: { type: 'string', anyOf: [{ format: 'ipv4' }, { format: 'ipv6' }] },
    userAgent: text(1_024),
    cost: { type: 'integer', minimum: 1, maximum: 1_000_000 },
    lease: { type: 'boolean' },
    signature: { enum: ['VALID', 'INVALID', 'MISSING'] },
    signed: {
      type: 'object',
      additionalProperties: false,
      required: ['timestamp', 'signature', 'bodySha256'],
      properties: {
        timestamp: text(64),
        nonce: text(64),
        signature: text(64),
        bodySha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
      },
    },
  },
} as const;

/** Verifications are checked one by one, so that a bad one does not spoil its batch. */
export const VERIFY_BATCH_BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['verifications'],
  properties: { verifications: { type: 'array', maxItems: 100 } },
} as const;

/** Events are checked one by one by core/usage/event.ts, so that a bad one does not spoil its batch. */
export const USAGE_BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['events'],
  properties: {
    batchId: { type: 'string', minLength: 1, maxLength: 128 },
    backfill: { type: 'boolean' },
    events: { type: 'array', maxItems: 10_000 },
  },
} as const;
