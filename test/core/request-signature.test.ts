import { describe, expect, test } from 'vitest';
import {
  bodySha256,
  isProofRight,
  isSignatureRight,
  type SignedRequest,
  type SigningProof,
  secretSignatureOf,
  signatureOf,
} from '../../src/core/request-signature.ts';

const NOW = 1_795_000_000;
const REQUEST: SignedRequest = { key: 'mcp_sk_x', timestamp: String(NOW), body: '{"a": "ä"}' };

describe("a request's signature", () => {
  test("is MCP-Cloud's", () => {
    // hmac.new(b'mcp_sk_x', '1795000000.{"a": "ä"}'.encode(), hashlib.sha256).hexdigest()
    expect(signatureOf(REQUEST)).toBe('77b4edbf28a8df3433bf69c74325c1d5c53526d3f30d4d0da9ade39572b3a361');
    expect(signatureOf({ ...REQUEST, body: Buffer.from('{"a": "ä"}') })).toBe(signatureOf(REQUEST));
  });

  const cases: [string, Partial<SignedRequest>, number, boolean][] = [
    ['is right within the time', {}, 0, true],
    ['is right 300 seconds later', {}, 300, true],
    ['is right 300 seconds before', {}, -300, true],
    ['is wrong 301 seconds later', {}, 301, false],
    ['is wrong 301 seconds before', {}, -301, false],
    ['is wrong for another body', { body: '{"a": "ä" }' }, 0, false],
    ['is wrong for another key', { key: 'mcp_sk_y' }, 0, false],
    ['is wrong for another timestamp', { timestamp: String(NOW + 1) }, 0, false],
    ['is wrong with a nonce that was not signed', { nonce: 'a' }, 0, false],
    ['is wrong with a timestamp that is no number', { timestamp: `${NOW} ` }, 0, false],
  ];
  test.each(cases)('%s', (_sentence, change, later, right) => {
    const signature = signatureOf(REQUEST);
    expect(isSignatureRight({ ...REQUEST, ...change }, signature, NOW + later)).toBe(right);
  });

  test('covers a nonce', () => {
    const request = { ...REQUEST, nonce: 'n-1' };
    expect(isSignatureRight(request, signatureOf(request), NOW)).toBe(true);
    expect(isSignatureRight({ ...request, nonce: 'n-2' }, signatureOf(request), NOW)).toBe(false);
    const odd = { ...REQUEST, nonce: 'a.b' };
    expect(isSignatureRight(odd, signatureOf(odd), NOW)).toBe(false);
  });

  test.each(['', 'zz', 'é'.repeat(64), signatureOf(REQUEST).toUpperCase()])('is never %j', (signature) => {
    expect(isSignatureRight(REQUEST, signature, NOW)).toBe(false);
  });
});

describe('a signature under a signing secret', () => {
  const { key: _not, ...request } = REQUEST;
  const proof: SigningProof = {
    timestamp: REQUEST.timestamp,
    signature: secretSignatureOf({ ...request, signingSecret: 'kwsig_x' }),
    bodySha256: bodySha256(REQUEST.body),
  };

  test('covers the hash of the body', () => {
    // hmac.new(b'kwsig_x', b'1795000000.' + sha256('{"a": "ä"}'.encode()).hexdigest().encode(), sha256).hexdigest()
    expect(proof.signature).toBe('8cfdf30083a86d5773843fc3018f49e24d6a8d233eb927f1fcdbc44787e6940b');
  });

  test.each<[string, Partial<SigningProof>, string, number, boolean]>([
    ['is right within the time', {}, 'kwsig_x', 300, true],
    ['is wrong after it', {}, 'kwsig_x', 301, false],
    ['is wrong of another secret', {}, 'kwsig_y', 0, false],
    ['is wrong for another body', { bodySha256: bodySha256('{}') }, 'kwsig_x', 0, false],
    ['is wrong with a nonce that was not signed', { nonce: 'n' }, 'kwsig_x', 0, false],
    ['is wrong at another time', { timestamp: String(NOW + 1) }, 'kwsig_x', 0, false],
  ])('%s', (_sentence, change, secret, later, right) => {
    expect(isProofRight({ ...proof, ...change }, secret, NOW + later)).toBe(right);
  });
});
