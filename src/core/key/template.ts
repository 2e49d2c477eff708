import { couldBeKey } from './format.ts';
import { makeSecret, type RandomBytes, SECRET_LENGTH } from './secret.ts';

/** The key formats that have a name, as templates: Keywatch's own and those of the systems it follows. */
export const KEY_FORMATS: Readonly<Record<'KEYWATCH' | 'MCP' | 'MCP_SK' | 'OCTOLANE' | 'OBOT', string>> = {
  KEYWATCH: 'kw_{env}_{secret}',
  MCP: 'mcp_{secret}',
  MCP_SK: 'mcp_sk_{secret:32}',
  OCTOLANE: 'oct_{env}_{secret}',
  OBOT: 'ok1-{user}-{key}-{secret}',
};

/** How the secrets of new keys are written: what stands before the secret part, and how long that part is. */
export interface KeyTemplate {
  /** The first is literal. */
  readonly parts: readonly TemplatePart[];
  /** Characters of the secret part, of which the last 6 are a checksum. */
  readonly secretLength: number;
}

/** Text as it stands, or the name of what is filled in. */
type TemplatePart = { readonly literal: string } | { readonly fill: 'env' | 'user' | 'key' };

/** What a template's placeholders stand for. The ids are UUIDs. */
interface TemplateFill {
  readonly environment: string;
  readonly ownerId: string;
  readonly keyId: string;
}

const LITERAL_LENGTH_MAX = 32;
const SECRET_LENGTHS = { min: 22, max: 120 };
/** Of access tokens, which open Keywatch itself (core/access-token.ts). */
const RESERVED = 'kwt_';

const SECRET = /\{secret(?::([1-9]\d{1,2}))?\}$/;
const PIECES = /\{[^{}]*\}|[^{}]+|[{}]/g;

/**
 * Reads a template such as `acme_{env}_{secret}`: literals of letters, digits, `_` and `-` (1 to 32 in all, the first at
 * the start), each of `{env}`, `{user}` and `{key}` at most once, and at the end `{secret}` (256 bits) or `{secret:N}` (N
 * characters, 22 to 120). A fault says what to do.
 */
export function parseTemplate(text: string): KeyTemplate | { fault: string } {
  const secret = SECRET.exec(text);
  if (secret === null) return { fault: 'must end with {secret}, or with {secret:N} for N characters' };
  const secretLength = secret[1] === undefined ? SECRET_LENGTH : Number(secret[1]);
  if (secretLength < SECRET_LENGTHS.min || secretLength > SECRET_LENGTHS.max) {
    return { fault: 'must have a length of 22 to 120 in {secret:N}' };
  }
  const pieces = text.slice(0, secret.index).match(PIECES) ?? [];
  const fault = faultOf(pieces);
  if (fault !== undefined) return { fault };
  const template = { parts: pieces.map(partOf), secretLength };
  return isRecognised(template)
    ? template
    : { fault: 'must begin with something other than kw_live_, kw_test_ or ok1-, whose formats are fixed' };
}

/**
 * Makes the secret of a new key. `prefix` is what may be shown of it besides the last four characters: all before the
 * secret part, or only the first literal where the template names the user or the key.
 */
export function makeKeySecret(
  template: KeyTemplate,
  fill: TemplateFill,
  randomBytes: RandomBytes,
): { secret: string; prefix: string; lastFour: string } {
  const { parts, secretLength } = template;
  const texts = parts.map((part) => ('literal' in part ? part.literal : fillIn(part.fill, fill)));
  const secret = makeSecret(texts.join(''), randomBytes, secretLength);
  const namesIds = parts.some((part) => 'fill' in part && part.fill !== 'env');
  const prefix = namesIds ? (texts[0] ?? '') : texts.join('');
  return { secret, prefix, lastFour: secret.slice(-4) };
}

function faultOf(pieces: readonly string[]): string | undefined {
  const literals = pieces.filter((piece) => !isPlaceholder(piece));
  const placeholders = pieces.filter(isPlaceholder);
  const [first] = pieces;
  if (first === undefined || isPlaceholder(first)) return 'must begin with text of its own, such as acme_';
  if (placeholders.some((piece) => piece.startsWith('{secret'))) return 'must have {secret} once, at its end';
  const unknown = placeholders.find((piece) => fillOf(piece) === undefined);
  if (unknown !== undefined) return `must not have ${unknown}: use {env}, {user}, {key} and {secret}`;
  if (new Set(placeholders).size < placeholders.length) return 'must have each placeholder at most once';
  if (literals.some((literal) => !/^[A-Za-z0-9_-]+$/.test(literal))) {
    return 'must have only letters, digits, _ and - outside of placeholders';
  }
  if (literals.join('').length > LITERAL_LENGTH_MAX) {
    return `must have at most ${LITERAL_LENGTH_MAX} characters outside of placeholders`;
  }
  return first.startsWith(RESERVED)
    ? `must not begin with ${RESERVED}, which is for access tokens`
    : undefined;
}

function isPlaceholder(piece: string): boolean {
  return piece.startsWith('{') && piece.endsWith('}');
}

function partOf(piece: string): TemplatePart {
  const fill = fillOf(piece);
  return fill === undefined ? { literal: piece } : { fill };
}

function fillOf(piece: string): 'env' | 'user' | 'key' | undefined {
  return (['env', 'user', 'key'] as const).find((name) => piece === `{${name}}`);
}

/** Tells whether verifiers would take the template's keys for keys, in every environment. */
function isRecognised(template: KeyTemplate): boolean {
  const id = '0'.repeat(32);
  return ['production', 'staging'].every((environment) =>
    couldBeKey(
      makeKeySecret(template, { environment, ownerId: id, keyId: id }, (length) => new Uint8Array(length))
        .secret,
    ),
  );
}

function fillIn(name: 'env' | 'user' | 'key', fill: TemplateFill): string {
  if (name === 'env') return fill.environment === 'production' ? 'live' : 'test';
  return (name === 'user' ? fill.ownerId : fill.keyId).replaceAll('-', '').toLowerCase();
}
