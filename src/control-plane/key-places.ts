import { z } from 'zod';
import { EXPIRY_MAX } from '../actions/parse-input.ts';
import { Refusal } from '../core/errors.ts';
import { type KeyPlace, type KeyRow, type KeySort, placeOf } from '../storage/key-page.ts';
import { isId } from './ids.ts';

/** The newest first. */
export const DEFAULT_KEY_SORT: KeySort = { by: 'CREATED_AT', direction: 'DESC' };

/** A cursor: where a key stands in a list of this order. */
export function keyCursor({ by, direction }: KeySort, key: KeyRow): string {
  const value = placeOf(by, key);
  const place = [by, direction, value instanceof Date ? value.getTime() : value, key.id];
  return Buffer.from(JSON.stringify(place)).toString('base64url');
}

/** Where a cursor points. Refused with INVALID_INPUT where it is none, or one of another order. */
export function readKeyCursor(sort: KeySort, cursor: string): KeyPlace {
  const [by, direction, value, id] = decode(cursor);
  if (by === sort.by && direction === sort.direction) {
    return { value: typeof value === 'number' ? new Date(value) : value, id };
  }
  throw new Refusal(
    'INVALID_INPUT',
    'after: is a cursor of a list in another order; begin this list without `after`.',
  );
}

const direction = z.enum(['ASC', 'DESC']);
const id = z.string().refine(isId);
const time = z.int().min(0).max(EXPIRY_MAX.getTime());
const text = z.string().refine((value) => value.isWellFormed() && !value.includes('\0'));

const placeSchema = z.union([
  z.tuple([z.literal('CREATED_AT'), direction, time, id]),
  z.tuple([z.literal('NAME'), direction, text, id]),
  z.tuple([z.enum(['LAST_USED_AT', 'EXPIRES_AT']), direction, time.nullable(), id]),
]);

function decode(cursor: string): z.output<typeof placeSchema> {
  const parsed = placeSchema.safeParse(readJson(Buffer.from(cursor, 'base64url').toString()));
  if (parsed.success) return parsed.data;
  throw new Refusal(
    'INVALID_INPUT',
    'after: is no cursor of this list; take `endCursor` of the page before.',
  );
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
