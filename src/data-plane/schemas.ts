/** JSON Schemas of bodies: Fastify refuses with them before a handler runs, and writes answers by them. */

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
  },
} as const;

const nullableText = { type: ['string', 'null'] } as const;

export const VERIFY_ANSWER = {
  type: 'object',
  properties: {
    valid: { type: 'boolean' },
    code: { type: 'string' },
    keyId: nullableText,
    name: nullableText,
    ownerId: nullableText,
    workspaceId: nullableText,
    environment: nullableText,
    scopes: { type: 'array', items: { type: 'string' } },
    metadata: { type: 'object', additionalProperties: true },
    expiresAt: nullableText,
    requiresSignature: { type: 'boolean' },
    requestId: { type: 'string' },
    leaseId: nullableText,
    rateLimit: {
      type: 'object',
      properties: {
        limit: { type: 'integer' },
        remaining: { type: 'integer' },
        resetSeconds: { type: 'integer' },
        retryAfterSeconds: { type: 'integer' },
      },
    },
    quota: {
      type: ['object', 'null'],
      properties: {
        limit: { type: 'integer' },
        remaining: { type: 'integer' },
        refillSeconds: { type: ['integer', 'null'] },
      },
    },
    maxResponseBytes: { type: 'integer' },
  },
} as const;

/** Verifications are checked one by one, so that a bad one does not spoil its batch. */
export const VERIFY_BATCH_BODY = {
  type: 'object',
  additionalProperties: false,
  required: ['verifications'],
  properties: { verifications: { type: 'array', maxItems: 100 } },
} as const;

export const VERIFY_BATCH_ANSWER = {
  type: 'object',
  properties: {
    decisions: {
      type: 'array',
      items: {
        type: 'object',
        properties: { ...VERIFY_ANSWER.properties, detail: { type: 'string' } },
      },
    },
  },
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
