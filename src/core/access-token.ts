import { makeSecret, type RandomBytes } from './key/secret.ts';

/** What opens Keywatch itself: a person's session, an administrator's machine, a gateway. */
export type AccessTokenKind = 'SESSION' | 'ADMIN' | 'GATEWAY';

const PREFIXES: Readonly<Record<AccessTokenKind, string>> = {
  SESSION: 'kwt_ses_',
  ADMIN: 'kwt_adm_',
  GATEWAY: 'kwt_gw_',
};

/** Makes the secret of an access token: like a key's, under a prefix that tells its kind. */
export function makeTokenSecret(kind: AccessTokenKind, randomBytes: RandomBytes): string {
  return makeSecret(PREFIXES[kind], randomBytes);
}

/** The kind that a presented secret claims to be, undefined for what is no access token (a key, for one). */
export function claimedTokenKind(secret: string): AccessTokenKind | undefined {
  const kinds: readonly AccessTokenKind[] = ['SESSION', 'ADMIN', 'GATEWAY'];
  return kinds.find((kind) => secret.startsWith(PREFIXES[kind]));
}
