import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { signWebhook } from '../../src/core/signature.ts';

test('a signature verifies with the library that Standard Webhooks publishes', () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  fc.assert(
    fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (id, text) => {
      const payload = JSON.stringify({ text });
      const timestampSeconds = Math.floor(Date.now() / 1_000);
      const signature = signWebhook(secret, { id, timestampSeconds, payload });
      const headers = {
        'webhook-id': id,
        'webhook-timestamp': String(timestampSeconds),
        'webhook-signature': signature,
      };
      expect(new Webhook(secret).verify(payload, headers)).toEqual({ text });
    }),
  );
});

test('a signature matches the example that Standard Webhooks gives', () => {
  const signature = signWebhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw', {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestampSeconds: 1_614_265_330,
    payload: '{"test": 2432232314}',
  });
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});
