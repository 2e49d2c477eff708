import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { exceedsCeiling, type Plan } from '../core/limit.ts';
import { checkImplications, isKnownScope, SCOPE_PATTERN, type ScopeImplications } from '../core/scope.ts';
import type { ServerFields } from '../storage/servers.ts';
import {
  burstInput,
  descriptionInput,
  environmentInput,
  keyFormatInput,
  nameInput,
  scopesInput,
  textInput,
} from './parse-input.ts';

const scopeInput = z
  .string()
  .max(64, 'must have at most 64 characters')
  .regex(SCOPE_PATTERN, 'must be lower case words joined by `:`, such as crm:read');

/** Scope → the scopes that it implies. */
const implicationsInput = z
  .array(z.object({ scope: scopeInput, implies: scopesInput }))
  .max(100, 'must have at most 100')
  .refine(
    (entries) => new Set(entries.map(({ scope }) => scope)).size === entries.length,
    'must name each scope once',
  )
  .transform(
    (entries): Record<string, string[]> =>
      Object.fromEntries(entries.map(({ scope, implies }) => [scope, implies])),
  );

/** All that may be chosen of a server. Null takes away what need not be. */
export const serverInput = z.object({
  slug: z
    .string()
    .regex(/^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$/, 'must be 1 to 64 lower case letters, digits and dashes'),
  name: nameInput,
  description: descriptionInput.nullable(),
  environment: environmentInput,
  status: z.enum(['ACTIVE', 'INACTIVE']),
  upstream: textInput
    .pipe(
      z
        .url({ error: 'must be an absolute URL', normalize: true })
        .max(2_048, 'must have at most 2048 characters'),
    )
    .nullable(),
  errorDialect: z.enum(['PROBLEM', 'AI2FIN', 'MCP_CLOUD']),
  scopes: scopesInput,
  scopeImplications: implicationsInput,
  defaultScopes: scopesInput,
  ratePerMinute: z
    .int('must be a whole number')
    .min(1, 'must be at least 1')
    .max(1_000_000, 'must be at most 1000000')
    .nullable(),
  burst: burstInput,
  keyFormat: keyFormatInput.nullable(),
  recoverableKeys: z.boolean(),
});

/** What a server is where nothing else is chosen. */
export const SERVER_DEFAULTS = {
  description: null,
  environment: 'production',
  status: 'ACTIVE',
  upstream: null,
  errorDialect: 'PROBLEM',
  scopes: [],
  scopeImplications: [],
  defaultScopes: [],
  ratePerMinute: null,
  burst: null,
  keyFormat: null,
  recoverableKeys: false,
} as const satisfies Partial<z.input<typeof serverInput>>;

/** Fields of a server as a client may choose them: each may be left out, or be null. */
export type ChosenServer = {
  readonly [Name in keyof z.input<typeof serverInput>]?: z.input<typeof serverInput>[Name] | null | undefined;
};

type Given<Fields> = { [Name in keyof Fields]: Exclude<Fields[Name], undefined> };

/** What null takes away; for other fields it says no more than leaving them out. */
const CLEARABLE: ReadonlySet<string> = new Set([
  'description',
  'upstream',
  'ratePerMinute',
  'burst',
  'keyFormat',
]);

/** The fields that were not left out. */
export function given<Fields extends object>(fields: Fields): Given<Fields> {
  const entries = Object.entries(fields).filter(
    ([name, value]) => value !== undefined && (value !== null || CLEARABLE.has(name)),
  );
  return Object.fromEntries(entries) as Given<Fields>;
}

/**
 * Checks a whole server beyond its single fields. Refused with UNKNOWN_SCOPE, URL_NOT_ALLOWED or PLAN_LIMIT; `workspace` is
 * what the limits follow from, undefined where the limit is the one that was there before.
 */
export function checkServer(
  server: Pick<ServerFields, 'scopes' | 'defaultScopes' | 'ratePerMinute' | 'burst' | 'upstream'> & {
    readonly scopeImplications: ScopeImplications;
  },
  workspace: { readonly plan: Plan; readonly ratePerMinute: number | null } | undefined,
): void {
  const { scopes, defaultScopes, scopeImplications, ratePerMinute, burst, upstream } = server;
  const unknown = defaultScopes.find((scope) => !isKnownScope(scope, [{ scopes }]));
  if (unknown !== undefined) {
    throw new Refusal(
      'UNKNOWN_SCOPE',
      `defaultScopes: \`${unknown}\` is no scope of the server; add it to the server's scopes or leave it out.`,
    );
  }
  const fault = checkImplications(scopes, scopeImplications);
  if (fault !== undefined) throw new Refusal('UNKNOWN_SCOPE', `scopeImplications: ${fault}.`);
  if (burst !== null && burst > (ratePerMinute ?? 0)) {
    throw new Refusal('INVALID_INPUT', 'burst: must be at most ratePerMinute, which has to be set with it.');
  }
  if (upstream !== null) checkUpstream(new URL(upstream));
  if (workspace !== undefined && ratePerMinute !== null) checkRate(ratePerMinute, workspace);
}

function checkUpstream({ protocol, username, password }: URL): void {
  if (protocol !== 'https:' && protocol !== 'http:') {
    throw new Refusal('URL_NOT_ALLOWED', 'upstream: must begin with https:// or http://.');
  }
  if (username !== '' || password !== '') {
    throw new Refusal('URL_NOT_ALLOWED', 'upstream: must not hold a user name or password.');
  }
}

function checkRate(
  ratePerMinute: number,
  workspace: { readonly plan: Plan; readonly ratePerMinute: number | null },
): void {
  const exceeded = exceedsCeiling({ limit: ratePerMinute, windowSeconds: 60 }, workspace);
  if (exceeded === undefined) return;
  const owner = exceeded.from === 'PLAN' ? `the plan ${workspace.plan}` : 'the workspace';
  throw new Refusal(
    'PLAN_LIMIT',
    `ratePerMinute: ${owner} allows at most ${exceeded.ceiling} per minute; choose less, or ask the operator for more.`,
  );
}
