import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { isSignedByGithub, readGithubReport } from '../../../src/core/leak/github-report.ts';

const BODY = Buffer.from('[{"token":"t","type":"some_type","url":"some_url","source":"some_source"}]');

function pair(namedCurve = 'P-256') {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve });
  return {
    pem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    sign: (body: Uint8Array) => sign('sha256', body, privateKey).toString('base64'),
  };
}

describe('a signature of GitHub', () => {
  const { pem, sign: signed } = pair();

  test('holds for the body as it came, and for no other', () => {
    expect(isSignedByGithub(BODY, signed(BODY), pem)).toBe(true);
    expect(isSignedByGithub(Buffer.concat([BODY, Buffer.from('\n')]), signed(BODY), pem)).toBe(false);
    expect(isSignedByGithub(BODY, signed(BODY), pair().pem)).toBe(false);
  });

  test('is none in another encoding, on another curve or with another hash', () => {
    expect(isSignedByGithub(BODY, '', pem)).toBe(false);
    expect(isSignedByGithub(BODY, 'no base64 ☃', pem)).toBe(false);
    expect(isSignedByGithub(BODY, signed(BODY), 'no key')).toBe(false);
    const other = pair('P-384');
    expect(isSignedByGithub(BODY, other.sign(BODY), other.pem)).toBe(false);
    expect(createHash('sha256').update(BODY).digest('base64')).not.toBe(signed(BODY));
  });
});

test('a report is read without what cannot be printed, and anything else is none', () => {
  const report = [
    { token: 'a', type: 'k\0ey', url: '', source: null },
    { token: 'b', extra: 1 },
  ];
  expect(readGithubReport(Buffer.from(JSON.stringify(report)))).toEqual([
    { token: 'a', type: 'key', url: null, source: 'unknown' },
    { token: 'b', type: '', url: null, source: 'unknown' },
  ]);
  for (const wrong of ['', 'null', '{}', '[{}]', '[{"token":""}]', '[{"token":1}]', '[', '"\u{d800}']) {
    expect(readGithubReport(Buffer.from(wrong))).toBeUndefined();
  }
  expect(readGithubReport(Buffer.from([0xff, 0xfe]))).toBeUndefined();
});
