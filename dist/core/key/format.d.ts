/**
 * Tells whether a presented text could be a key, without any look-up: our own formats must carry a right checksum, and
 * Obot's must have all of its parts; any other printable text without white space may be a foreign key and has to be
 * looked up.
 */
export declare function couldBeKey(text: string): boolean;
