import { z } from 'zod';
import { REFUSAL_CODES, Refusal } from '../core/errors.ts';
import { parseTemplate } from '../core/key/template.ts';
import { METADATA_BYTES_MAX, type Metadata, metadataSize } from '../core/metadata.ts';
import { SCOPE_PATTERN } from '../core/scope.ts';

/**
 * Parses what a caller gave. Refused with INVALID_INPUT, or the code that a check has among its `params`, naming the field
 * and what it must be.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: z.input<Schema>,
): z.output<Schema> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const params = issue?.code === 'custom' ? issue.params : undefined;
  throw new Refusal(
    REFUSAL_CODES.find((code) => code === params?.code) ?? 'INVALID_INPUT',
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

/** How many requests of a limit may come at once; null: as many as it allows. */
export const burstInput = z
  .int('must be a whole number')
  .min(1, 'must be at least 1')
  .max(1_000_000, 'must be at most 1000000')
  .nullable();

/** Text of a key format that keys can be made from. */
export const keyFormatInput = z.string().superRefine((text, context) => {
  const template = parseTemplate(text);
  if ('fault' in template) context.addIssue({ code: 'custom', message: template.fault });
});

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

/** Years have four digits up to here, in every time zone: what is later cannot be read back. */
export const EXPIRY_MAX = new Date('9999-01-01T00:00:00Z');

export const expiryInput = z.date().max(EXPIRY_MAX, `must not be after ${EXPIRY_MAX.toISOString()}`);

/** An instant that something is compared with. */
export const instantInput = expiryInput.min(new Date(0), 'must not be before 1970');

const METADATA_LEVELS_MAX = 100;

/** Object literals take it for something else, those of the database client as well: it would be lost on the way. */
const PROTOTYPE = '__proto__';

const NOT_A_NAME = 'must not have the name __proto__';

/** Any JSON value of at most 8,192 bytes and 100 levels, whose names and texts Postgres can hold. */
export const jsonInput = z
  .unknown()
  .refine((value) => metadataSize(value) <= METADATA_BYTES_MAX, {
    error: `must have at most ${METADATA_BYTES_MAX} bytes`,
    params: { code: 'METADATA_TOO_LARGE' },
    abort: true,
  })
  .refine((value) => isShallow(value), {
    error: `must have at most ${METADATA_LEVELS_MAX} levels`,
    abort: true,
  })
  .refine(isJson, { error: 'must be a JSON value', abort: true })
  .refine(holdsStorable, { error: NOT_STORABLE, abort: true })
  .refine((value) => !holdsPrototype(value), NOT_A_NAME);

/** A name within metadata. */
export const metadataNameInput = textInput.refine((name) => name !== PROTOTYPE, NOT_A_NAME);

/** An object of such values. */
export const metadataInput = jsonInput.pipe(
  z.custom<Metadata>(
    (value) => typeof value === 'object' && value !== null && !Array.isArray(value),
    'must be an object',
  ),
);

function holdsPrototype(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, PROTOTYPE) || Object.values(value).some(holdsPrototype);
}

/** Only a check: what zod returns leaves out the name `__proto__`. */
function isJson(value: unknown): boolean {
  return z.json().safeParse(value).success;
}

function isShallow(value: unknown, levels = METADATA_LEVELS_MAX): boolean {
  if (typeof value !== 'object' || value === null) return true;
  return levels > 0 && Object.values(value).every((each) => isShallow(each, levels - 1));
}

function holdsStorable(value: unknown): boolean {
  if (typeof value === 'string') return isStorable(value);
  if (typeof value !== 'object' || value === null) return true;
  return Object.entries(value).every(([name, each]) => isStorable(name) && holdsStorable(each));
}
