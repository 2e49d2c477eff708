import { isWellFormed } from './secret.ts';

/** The prefix of keys that Keywatch makes. The environment is part of it, so that a leak names what it opens. */
export function keyPrefix(environment: string): string {
  return environment === 'production' ? 'kw_live_' : 'kw_test_';
}

/** Longer texts cannot be keys of any format that Keywatch knows. */
const LENGTH_MAX = 512;

/**
 * Tells whether a presented text could be a key, without any look-up: our own formats must carry a right checksum; any
 * other printable text without white space may be a foreign key and has to be looked up.
 */
export function couldBeKey(text: string): boolean {
  if (text.length === 0 || text.length > LENGTH_MAX || !/^[\x21-\x7e]+$/.test(text)) return false;
  if (text.startsWith('kw_live_')) return isWellFormed('kw_live_', text);
  if (text.startsWith('kw_test_')) return isWellFormed('kw_test_', text);
  return true;
}
