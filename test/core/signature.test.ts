import { createPublicKey, randomBytes, verify } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { expect, test } from 'vitest';
import { makeKeyPair, signWebhook } from '../../src/core/signature.ts';

test('a signature verifies with the library that Standard Webhooks publishes', () => {
  const secret = `whsec_${randomBytes(24).toString('base64')}`;
  fc.assert(
    fc.property(fc.uuid(), fc.string({ unit: 'grapheme' }), (id, text) => {
      const payload = JSON.stringify({ text });
      const timestampSeconds = Math.floor(Date.now() / 1_000);
      const signature = signWebhook([secret], { id, timestampSeconds, payload });
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
  const signature = signWebhook(['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'], {
    id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
    timestampSeconds: 1_614_265_330,
    payload: '{"test": 2432232314}',
  });
  expect(signature).toBe('v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=');
});

test('each secret gives a signature, and the public key verifies those of scheme v1a', () => {
  const old = `whsec_${randomBytes(32).toString('base64')}`;
  const { privateKey, publicKey } = makeKeyPair(randomBytes(32));
  const message = { id: 'msg_1', timestampSeconds: 1_800_000_000, payload: '{"text":"ü"}' };
  const signatures = signWebhook([old, old, privateKey], message).split(' ');
  expect(signatures.map((each) => each.split(',', 1)[0])).toEqual(['v1', 'v1', 'v1a']);
  const raw = Buffer.from(publicKey.replace('whpk_', ''), 'base64');
  const key = createPublicKey({
    key: { kty: 'OKP', crv: 'Ed25519', x: raw.toString('base64url') },
    format: 'jwk',
  });
  const signature = Buffer.from(signatures[2]?.replace('v1a,', '') ?? '', 'base64');
  const signedText = (payload: string) => Buffer.from(`${message.id}.${message.timestampSeconds}.${payload}`);
  expect(verify(null, signedText(message.payload), key, signature)).toBe(true);
  expect(verify(null, signedText('{"text":"u"}'), key, signature)).toBe(false);
});

test('a key pair is that of RFC 8032, section 7.1, test 1', () => {
  const seed = Buffer.from('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60', 'hex');
  const publicKey = Buffer.from('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a', 'hex');
  expect(makeKeyPair(seed)).toEqual({
    privateKey: `whsk_${seed.toString('base64')}`,
    publicKey: `whpk_${publicKey.toString('base64')}`,
  });
});
