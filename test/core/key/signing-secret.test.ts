import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { openEnvelope, sealEnvelope } from '../../../src/core/envelope.ts';
import {
  makeSigningSecret,
  openSigningSecret,
  sealSigningSecret,
} from '../../../src/core/key/signing-secret.ts';

const key = randomBytes(32);
/** Of OpenSSL. */
const REFUSED = /unable to authenticate/;

test('a signing secret has 256 random bits and is another one each time', () => {
  const secrets = Array.from({ length: 100 }, () => makeSigningSecret(randomBytes));
  expect(new Set(secrets).size).toBe(100);
  for (const secret of secrets) expect(secret).toMatch(/^kwsig_[\w-]{43}$/);
});

test('a signing secret opens for its key only, and never in the place of the key itself', () => {
  const secret = makeSigningSecret(randomBytes);
  const sealed = sealSigningSecret(secret, key, 'one', randomBytes);
  expect(openSigningSecret(sealed, key, 'one')).toBe(secret);
  expect(() => openSigningSecret(sealed, key, 'other')).toThrow(REFUSED);
  expect(() => openSigningSecret(sealed, randomBytes(32), 'one')).toThrow(REFUSED);
  expect(() => openEnvelope(sealed, key, 'one')).toThrow(REFUSED);
  expect(() => openSigningSecret(sealEnvelope('mcp_x', key, 'one', randomBytes), key, 'one')).toThrow(
    REFUSED,
  );
});
