import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { SCOPE_PATTERN } from '../core/scope.ts';

/** Parses what a caller gave. Refused with INVALID_INPUT, naming the field and what it must be. */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: z.input<Schema>,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Refusal(
    'INVALID_INPUT',
    `${issue?.path.join('.') || 'input'}: ${issue?.message ?? 'does not fit'}`,
  );
}

const NOT_STORABLE = 'must be well-formed Unicode without the character NUL';

function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\0');
}

/** A text that Postgres can hold. */
export const textInput = z.string().refine(isStorable, NOT_STORABLE);

/** Names of people and things: one line of 1 to 80 characters. */
export const nameInput = textInput
  .trim()
  .min(1, 'must not be empty')
  .max(80, 'must have at most 80 characters')
  .regex(/^\P{Cc}*$/u, 'must not hold control characters');

export const descriptionInput = textInput.trim().max(500, 'must have at most 500 characters');

export const environmentInput = z
  .string()
  .regex(/^[a-z][a-z0-9-]{0,31}$/, 'must be a lower case word such as production, staging or development');

export const scopesInput = z
  .array(
    z
      .string()
      .max(64, 'must have at most 64 characters')
      .regex(SCOPE_PATTERN, 'must be lower case words joined by `:`, such as crm:read'),
  )
  .max(100, 'must have at most 100')
  .transform((scopes) => [...new Set(scopes)]);

export const idInput = z.uuid('must be the id of something of this workspace');

/** A time span until something expires, in days of exactly 86,400 seconds. */
export const daysInput = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(3_650, 'must be at most 3650');

const EXPIRY_MAX = new Date('9999-01-01T00:00:00Z');

/** An instant of years with four digits in every time zone: what is later cannot be read back. */
export const expiryInput = z.date().max(EXPIRY_MAX, `must not be after ${EXPIRY_MAX.toISOString()}`);

const METADATA_LENGTH_MAX = 4_096;

/** An object of JSON values, of at most 4,096 characters, whose names and texts Postgres can hold. */
export const metadataInput = z
  .unknown()
  .refine(isShort, { error: 'must have at most 4096 characters', abort: true })
  .pipe(z.record(z.string(), z.json(), 'must be an object').refine(holdsStorable, NOT_STORABLE));

/** What is nested so deep that it cannot be written is too long as well. */
function isShort(metadata: unknown): boolean {
  try {
    return (JSON.stringify(metadata) ?? '').length <= METADATA_LENGTH_MAX;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function holdsStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, each]) => isStorable(name) && holdsStorable(each));
}
