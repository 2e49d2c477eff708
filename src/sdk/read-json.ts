import { KeywatchError } from './errors.ts';

/** A JSON object whose fields are not known yet. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** Takes an answer for an object. Throws KeywatchError (UNEXPECTED_ANSWER) where it is none. */
export function asObject(value: unknown, name = 'the answer'): JsonObject {
  if (isObject(value)) return value;
  throw unexpected(`${name} is no object`);
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function asText(value: unknown, name: string): string {
  if (typeof value === 'string') return value;
  throw unexpected(`${name} is no text`);
}

export function asTextOrNull(value: unknown, name: string): string | null {
  return value === null || value === undefined ? null : asText(value, name);
}

export function asNumber(value: unknown, name: string): number {
  if (typeof value === 'number') return value;
  throw unexpected(`${name} is no number`);
}

export function asNumberOrNull(value: unknown, name: string): number | null {
  return value === null || value === undefined ? null : asNumber(value, name);
}

export function asTexts(value: unknown, name: string): string[] {
  if (Array.isArray(value)) return value.map((item: unknown) => asText(item, name));
  throw unexpected(`${name} is no list`);
}

function unexpected(what: string): KeywatchError {
  return new KeywatchError(
    'UNEXPECTED_ANSWER',
    `Keywatch answered in another shape: ${what}. Check url, and that client and server fit.`,
  );
}
