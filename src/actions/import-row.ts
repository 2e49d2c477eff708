import { z } from 'zod';
import { parseCidr } from '../core/cidr.ts';
import { Refusal } from '../core/errors.ts';
import { exceedsCeiling, type Plan } from '../core/limit.ts';
import { METADATA_BYTES_MAX, metadataSize } from '../core/metadata.ts';
import { isKnownScope } from '../core/scope.ts';
import type { ImportRow } from './import-rows.ts';
import {
  descriptionInput,
  environmentInput,
  expiryInput,
  metadataInput,
  nameInput,
  parseInput,
  scopesInput,
  textInput,
} from './parse-input.ts';

/** What the rows of an import are checked against. */
export interface ImportTarget {
  /** Whose keys they are where a row names nobody. */
  readonly actorId: string;
  readonly workspace: { readonly plan: Plan; readonly ratePerMinute: number | null };
  /** Those who may have keys here: e-mail address, in lower case, to themselves. */
  readonly owners: ReadonlyMap<string, ImportOwner>;
  readonly servers: ReadonlyMap<string, ImportServer>;
  readonly now: Date;
}

interface ImportOwner {
  readonly id: string;
  /** The servers that they may open; null: all. */
  readonly serverIds: ReadonlySet<string> | null;
}

interface ImportServer {
  readonly id: string;
  readonly slug: string;
  readonly scopes: readonly string[];
  readonly defaultScopes: readonly string[];
}

/** A row that can become a key; its hash may be here already. */
export type ImportedKey = ReturnType<typeof readImportRow>;

const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[A-Za-z0-9+/_-]{43}=?$/;

const sha256Input = z
  .string('must be a text')
  .refine(
    (text) => HEX.test(text) || BASE64.test(text),
    'must be 64 hexadecimal digits, or 32 bytes in base64',
  )
  .transform((text) => (HEX.test(text) ? Buffer.from(text, 'hex') : Buffer.from(text, 'base64')));

/** Lists are arrays in JSON and separated by `;` in CSV. */
const listInput = z
  .union([z.array(z.string()), z.string()], 'must be a list of texts')
  .transform((list) => (typeof list === 'string' ? list.split(';').map((each) => each.trim()) : list))
  .transform((list) => list.filter((each) => each !== ''));

const instantInput = z
  .union([z.iso.datetime({ offset: true }), z.iso.date()], 'must be a date, or ISO 8601 with an offset')
  .transform((text) => new Date(text))
  .pipe(expiryInput);

/** What is shown of a key must not be the key. */
const shownInput = (lengthMax: number) =>
  z
    .string()
    .regex(/^[\x21-\x7e]*$/, 'must be printable ASCII')
    .max(lengthMax, `must have at most ${lengthMax} characters`);

const numberInput = z.union(
  [
    z.int(),
    z
      .string()
      .regex(/^\d{1,9}$/)
      .transform(Number),
  ],
  'must be a whole number',
);

const schema = z.object({
  sha256: sha256Input,
  name: nameInput,
  description: descriptionInput.nullish(),
  ownerEmail: textInput.trim().toLowerCase().nullish(),
  environment: environmentInput.nullish(),
  servers: listInput.nullish(),
  scopes: listInput.pipe(scopesInput).nullish(),
  expiresAt: instantInput.nullish(),
  createdAt: instantInput.nullish(),
  prefix: shownInput(24).nullish(),
  lastFour: shownInput(4).nullish(),
  allowCidrs: listInput.pipe(z.array(z.string()).max(100, 'must have at most 100')).nullish(),
  ratePerMinute: numberInput
    .pipe(z.int().min(1, 'must be at least 1').max(1_000_000, 'must be at most 1000000'))
    .nullish(),
  metadata: z.unknown().optional(),
});

/**
 * Makes a key of a row. Refused with INVALID_INPUT, NOT_FOUND (owner or server), FORBIDDEN (a server that the owner may
 * not open), UNKNOWN_SCOPE, EXPIRY_IN_PAST,
 * CIDR_INVALID, METADATA_TOO_LARGE or PLAN_LIMIT.
 */
export function readImportRow(row: ImportRow, target: ImportTarget) {
  const fields = parseInput(schema, { ...row } as z.input<typeof schema>);
  const { now } = target;
  const allServers = fields.servers == null || fields.servers.includes('*');
  const owner = ownerOf(fields.ownerEmail, target);
  const listed = allServers ? [] : serversOf(fields.servers ?? [], owner, target);
  return {
    sha256: fields.sha256,
    name: fields.name,
    description: fields.description ?? null,
    ownerId: owner.id,
    environment: fields.environment ?? 'production',
    allServers,
    serverIds: listed.map(({ id }) => id),
    scopes: scopesOf(fields.scopes, allServers ? [...target.servers.values()] : listed, allServers),
    expiresAt: expiryOf(fields.expiresAt, now),
    createdAt: creationOf(fields.createdAt, now),
    prefix: fields.prefix ?? '',
    lastFour: fields.lastFour ?? '',
    allowCidrs: (fields.allowCidrs ?? []).map(cidrOf),
    rateLimit: rateOf(fields.ratePerMinute, target),
    metadata: metadataOf(fields.metadata),
  };
}

function ownerOf(email: string | null | undefined, { actorId, owners }: ImportTarget): ImportOwner {
  const owner = email == null ? [...owners.values()].find(({ id }) => id === actorId) : owners.get(email);
  if (owner !== undefined) return owner;
  throw new Refusal(
    'NOT_FOUND',
    email == null
      ? 'ownerEmail: you may have no keys here yourself; name a member.'
      : 'ownerEmail: no member who may have keys has this e-mail address; invite them first.',
  );
}

function serversOf(slugs: readonly string[], owner: ImportOwner, { servers }: ImportTarget): ImportServer[] {
  if (slugs.length === 0) {
    throw new Refusal('INVALID_INPUT', 'servers: must name a server, or be `*` or left out for all.');
  }
  return [...new Set(slugs)].map((slug) => {
    const server = servers.get(slug);
    if (server !== undefined && owner.serverIds?.has(server.id) === false) {
      throw new Refusal('FORBIDDEN', `servers: the owner may not open \`${server.slug}\`; leave it out.`);
    }
    if (server !== undefined) return server;
    throw new Refusal('NOT_FOUND', `servers: this workspace has no server \`${slug.slice(0, 64)}\`.`);
  });
}

function scopesOf(
  given: readonly string[] | null | undefined,
  servers: readonly ImportServer[],
  allServers: boolean,
): string[] {
  if (given == null) {
    const defaults = allServers ? [] : servers.flatMap(({ defaultScopes }) => defaultScopes);
    return defaults.length === 0 ? ['mcp:read'] : [...new Set(defaults)];
  }
  const unknown = given.find((scope) => !isKnownScope(scope, servers));
  if (unknown === undefined) return [...given];
  throw new Refusal('UNKNOWN_SCOPE', `scopes: no server that the key opens knows \`${unknown}\`.`);
}

function expiryOf(expiresAt: Date | null | undefined, now: Date): Date | null {
  if (expiresAt == null || expiresAt > now) return expiresAt ?? null;
  throw new Refusal('EXPIRY_IN_PAST', 'expiresAt: lies in the past; leave the key out, it opens nothing.');
}

function creationOf(createdAt: Date | null | undefined, now: Date): Date {
  if (createdAt == null) return now;
  if (createdAt <= now && createdAt.getTime() >= 0) return createdAt;
  throw new Refusal('INVALID_INPUT', 'createdAt: must lie in the past, from 1970 on.');
}

function cidrOf(text: string): string {
  const cidr = parseCidr(text);
  if (cidr !== undefined) return cidr;
  throw new Refusal(
    'CIDR_INVALID',
    `allowCidrs: \`${text.slice(0, 50)}\` is no address or range without host bits, such as 203.0.113.0/24.`,
  );
}

function rateOf(ratePerMinute: number | null | undefined, { workspace }: ImportTarget): number | null {
  if (ratePerMinute == null) return null;
  const exceeded = exceedsCeiling({ limit: ratePerMinute, windowSeconds: 60 }, workspace);
  if (exceeded === undefined) return ratePerMinute;
  throw new Refusal(
    'PLAN_LIMIT',
    `ratePerMinute: must be at most ${exceeded.ceiling}, which the workspace is limited to.`,
  );
}

const metadataSchema = z.object({ metadata: metadataInput });

/** An object, or its JSON as a text. */
function metadataOf(given: unknown) {
  if (given == null) return {};
  const metadata = typeof given === 'string' ? readJson(given) : given;
  if (metadataSize(metadata) > METADATA_BYTES_MAX) {
    throw new Refusal(
      'METADATA_TOO_LARGE',
      `metadata: must have at most ${METADATA_BYTES_MAX} bytes of JSON; leave something out.`,
    );
  }
  return parseInput(metadataSchema, { metadata }).metadata;
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) throw new Refusal('INVALID_INPUT', 'metadata: must be a JSON object.');
    throw error;
  }
}
