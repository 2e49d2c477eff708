/** Finds the key in `X-API-Key` or `Authorization: Bearer`. Both may be sent, if they are equal. */
export function presentedKey(headers) {
    const named = headers['x-api-key'];
    const [, bearer] = /^Bearer +(\S.*)$/i.exec(headers.authorization ?? '') ?? [];
    const key = typeof named === 'string' ? named : bearer;
    if (key === undefined || key === '')
        return { fault: 'KEY_MISSING' };
    return bearer === undefined || bearer === key ? { key } : { fault: 'KEYS_DIFFER' };
}
