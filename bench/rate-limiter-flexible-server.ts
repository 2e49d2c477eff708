import { readFile } from 'node:fs/promises';
import { fastify } from 'fastify';
import { Redis } from 'ioredis';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { RATE_LIMIT } from './seed-keys.ts';
import { serveBench } from './serve.ts';

/**
 * The peer of `bench -- verify`: what is often written by hand. Keys are looked up in a Map of this process, and each
 * request takes from its key's limit in Redis by rate-limiter-flexible, behind Fastify. It counts no usage, and a revoked
 * key would stay valid until a restart.
 */
const secrets = await readFile(process.env['BENCH_SECRETS_FILE'] ?? '', 'latin1');
const idOfSecret = new Map(secrets.split('\n').map((secret, at) => [secret, `key-${at}`]));

const redis = new Redis(process.env['REDIS_URL'] ?? '', {
  enableAutoPipelining: true,
  commandTimeout: 5_000,
});
const limiter = new RateLimiterRedis({
  storeClient: redis,
  keyPrefix: `${process.env['BENCH_REDIS_PREFIX']}:limit`,
  points: RATE_LIMIT,
  duration: 60,
});

const BODY = {
  type: 'object',
  required: ['key'],
  properties: { key: { type: 'string' } },
};
const ANSWER = {
  type: 'object',
  properties: {
    valid: { type: 'boolean' },
    code: { type: 'string' },
    keyId: { type: 'string' },
    remaining: { type: 'integer' },
  },
};

const app = fastify();
app.post<{ Body: { key: string } }>(
  '/',
  { schema: { body: BODY, response: { 200: ANSWER } } },
  async (request) => {
    const keyId = idOfSecret.get(request.body.key);
    if (keyId === undefined) return { valid: false, code: 'NOT_FOUND' };
    try {
      const { remainingPoints } = await limiter.consume(keyId);
      return { valid: true, code: 'VALID', keyId, remaining: remainingPoints };
    } catch (error) {
      if (error instanceof RateLimiterRes) return { valid: false, code: 'RATE_LIMITED', keyId, remaining: 0 };
      throw error;
    }
  },
);
await app.ready();
serveBench(app.server, async () => redis.disconnect());
