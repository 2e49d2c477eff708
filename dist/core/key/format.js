import { isWellFormed } from './secret.js';
/** Longer texts cannot be keys of any format that Keywatch knows. */
const LENGTH_MAX = 512;
/** Obot's `ok1-<user>-<key>-<secret>`; the secret of a foreign key may hold dashes. */
const OBOT_SHAPE = /^ok1-[^-]+-[^-]+-./;
/**
 * Tells whether a presented text could be a key, without any look-up: our own formats must carry a right checksum, and
 * Obot's must have all of its parts; any other printable text without white space may be a foreign key and has to be
 * looked up.
 */
export function couldBeKey(text) {
    if (text.length === 0 || text.length > LENGTH_MAX || !/^[\x21-\x7e]+$/.test(text))
        return false;
    if (text.startsWith('kw_live_'))
        return isWellFormed('kw_live_', text);
    if (text.startsWith('kw_test_'))
        return isWellFormed('kw_test_', text);
    if (text.startsWith('ok1-'))
        return OBOT_SHAPE.test(text);
    return true;
}
