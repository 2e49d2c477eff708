import { randomBytes } from 'node:crypto';
import { expect, test } from 'vitest';
import { claimedTokenKind, makeTokenSecret } from '../../src/core/access-token.ts';

test.each([
  ['SESSION', /^kwt_ses_[0-9A-Za-z]{49}$/],
  ['ADMIN', /^kwt_adm_[0-9A-Za-z]{49}$/],
  ['GATEWAY', /^kwt_gw_[0-9A-Za-z]{49}$/],
] as const)('the secret of a %s token tells its kind', (kind, shape) => {
  const secret = makeTokenSecret(kind, randomBytes);
  expect(secret).toMatch(shape);
  expect(claimedTokenKind(secret)).toBe(kind);
});

test.each(['kw_live_abc', 'mcp_abc', '', 'Bearer kwt_ses_abc'])('%j is no access token', (text) => {
  expect(claimedTokenKind(text)).toBeUndefined();
});
