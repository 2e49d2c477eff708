import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findCredential } from '../../../src/core/key/credential.ts';
import { couldBeKey } from '../../../src/core/key/format.ts';

/** A key of each system that Keywatch follows, as its documents write it. */
const KEYS = {
  octolane: 'oct_live_abc123def456',
  ai2fin: 'mcp_0123456789abcdef0123456789abcdef',
  obot: 'ok1-123-456-abcdefghijklmnopqrstuvwxyz',
  mcpCloud: 'mcp_sk_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx',
  runtype: 'mcp_runtypeSurfaceKey',
};

describe('the key of a request', () => {
  test.each(Object.entries(KEYS))('of %s is found in either header', (_system, key) => {
    for (const headers of [
      { 'x-api-key': key },
      { authorization: `Bearer ${key}` },
      { authorization: `bEARER ${key}` },
      { 'x-api-key': key, authorization: `Bearer ${key}` },
      { 'x-api-key': key, authorization: 'Basic dXNlcjpwYXNz' },
      { 'x-api-key': key, authorization: 'Bearer ' },
    ]) {
      expect(findCredential(headers)).toEqual({ key });
    }
    expect(couldBeKey(key)).toBe(true);
  });

  test('is missing where no header has one', () => {
    for (const headers of [
      {},
      { 'x-api-key': '' },
      { authorization: 'Bearer' },
      { authorization: 'Bearer  ' },
      { authorization: 'Basic dXNlcjpwYXNz' },
      { authorization: 'BearerKey' },
    ]) {
      expect(findCredential(headers)).toEqual({ fault: 'MISSING' });
    }
  });

  test('must be the same in both headers', () => {
    expect(findCredential({ 'x-api-key': 'a', authorization: 'Bearer b' })).toEqual({ fault: 'DIFFERENT' });
    expect(findCredential({ 'x-api-key': 'a', authorization: 'Bearer a ' })).toEqual({ fault: 'DIFFERENT' });
  });

  test('has no white space, which is told apart from other faults', () => {
    for (const headers of [
      { 'x-api-key': ' key' },
      { 'x-api-key': 'key\n' },
      { 'x-api-key': 'k ey' },
      { 'x-api-key': '\u00a0key' },
      { 'x-api-key': ['key', 'key'] },
      { authorization: 'Bearer  key' },
      { authorization: 'Bearer\tkey' },
      { authorization: 'Bearer key more' },
    ]) {
      expect(findCredential(headers)).toEqual({ fault: 'WHITESPACE' });
    }
  });

  test('is a text without white space or a fault, whatever the headers hold', () => {
    const header = fc.option(fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string())), {
      nil: undefined,
    });
    fc.assert(
      fc.property(header, header, fc.constantFrom('', 'Bearer ', 'bearer'), (apiKey, rest, scheme) => {
        const authorization = rest === undefined ? undefined : `${scheme}${rest.toString()}`;
        const found = findCredential({ 'x-api-key': apiKey, authorization });
        if ('key' in found) expect(found.key).toMatch(/^\S+$/);
        else expect(['MISSING', 'DIFFERENT', 'WHITESPACE']).toContain(found.fault);
      }),
    );
  });
});
