/** What can be wrong with the headers before the key itself is looked at. */
export type CredentialFault = 'MISSING' | 'DIFFERENT' | 'WHITESPACE';

/** Headers as Node gives them: names in lower case. */
export type CredentialHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** The scheme in any case (RFC 9110 section 11.1), and all that follows it. */
const BEARER = /^bearer(?![^\s])([\s\S]*)$/i;

/**
 * Finds the key that a request presents: in `X-API-Key`, or in `Authorization: Bearer` with one space before it; in both
 * it has to be the same. Other schemes of Authorization are none of ours. White space around or within a key is a fault
 * and never cut off; what surrounds a header's value is no part of it (RFC 9110 section 5.5) and does not arrive here.
 */
export function findCredential(headers: CredentialHeaders): { key: string } | { fault: CredentialFault } {
  const apiKey = textOf(headers['x-api-key']);
  const bearer = bearerOf(textOf(headers.authorization));
  if (apiKey !== undefined && bearer !== undefined && apiKey !== bearer) return { fault: 'DIFFERENT' };
  const key = apiKey ?? bearer;
  if (key === undefined) return { fault: 'MISSING' };
  return hasWhitespace(key) ? { fault: 'WHITESPACE' } : { key };
}

/** Tells whether a text holds white space, which no key has. */
export function hasWhitespace(text: string): boolean {
  return /\s/.test(text);
}

/** A header that came more than once is joined as Node joins most: such a text cannot be a key. */
function textOf(header: string | readonly string[] | undefined): string | undefined {
  const text = typeof header === 'string' ? header : header?.join(', ');
  return text === '' ? undefined : text;
}

function bearerOf(authorization: string | undefined): string | undefined {
  const [, rest] = BEARER.exec(authorization ?? '') ?? [];
  if (rest === undefined || rest.trim() === '') return undefined;
  return rest.startsWith(' ') ? rest.slice(1) : rest;
}
