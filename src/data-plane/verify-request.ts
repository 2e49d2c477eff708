import { isIP } from 'node:net';
import { parseJson } from './hot-answer.ts';
import type { VerifyRequest } from './verify.ts';

/**
 * Reads the body of a verification, undefined where anything about it is out of order. Faster than the schema VERIFY_BODY
 * and never more lenient: what it refuses is left to the schema, which may still accept it and says what is wrong if not.
 */
export function readVerifyRequest(text: string): VerifyRequest | undefined {
  const body = parseJson(text);
  return isVerifyRequest(body) ? body : undefined;
}

function isVerifyRequest(body: unknown): body is VerifyRequest {
  return isObject(body) && 'key' in body && holdsOnly(body, FIELDS);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** Parsed JSON inherits nothing that could be enumerated. */
function holdsOnly(object: object, fields: Fields): boolean {
  for (const name in object) {
    if (fields.get(name)?.(Reflect.get(object, name)) !== true) return false;
  }
  return true;
}

/** What each field may hold. */
type Fields = ReadonlyMap<string, (value: unknown) => boolean>;

const text =
  (lengthMax: number) =>
  (value: unknown): boolean =>
    typeof value === 'string' && value.length <= lengthMax;
const scope = text(128);

const SIGNED_FIELDS: Fields = new Map([
  ['timestamp', text(64)],
  ['nonce', text(64)],
  ['signature', text(64)],
  ['bodySha256', (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value)],
]);

const isSigned = (value: unknown): boolean =>
  isObject(value) &&
  'timestamp' in value &&
  'signature' in value &&
  'bodySha256' in value &&
  holdsOnly(value, SIGNED_FIELDS);

const FIELDS: Fields = new Map([
  ['key', text(4_096)],
  ['server', text(64)],
  ['endpoint', text(1_024)],
  ['scopes', (value: unknown) => Array.isArray(value) && value.length <= 64 && value.every(scope)],
  ['environment', text(64)],
  ['ip', (value: unknown) => typeof value === 'string' && isIP(value) !== 0 && !value.includes('%')],
  ['userAgent', text(1_024)],
  ['cost', (value: unknown) => Number.isInteger(value) && Number(value) >= 1 && Number(value) <= 1_000_000],
  ['lease', (value: unknown) => typeof value === 'boolean'],
  ['signature', (value: unknown) => value === 'VALID' || value === 'INVALID' || value === 'MISSING'],
  ['signed', isSigned],
]);
