import { z } from 'zod';
import type { Pepper } from './core/key/digest.ts';

/** Everything that can be set from outside, parsed. */
export type Config = z.infer<typeof schema>;

/** The environment does not fit; `faults` lists every fault, one line each. */
class ConfigError extends Error {
  readonly code = 'CONFIG_INVALID';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(
      `The configuration has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map((f) => `  ${f}`).join('\n')}`,
    );
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const KEY_BYTES = 32;

const port = z.coerce.number('must be a port number').int().min(0).max(65_535);

const key32 = z
  .base64('must be base64')
  .transform((text) => Buffer.from(text, 'base64'))
  .refine(
    (bytes) => bytes.length === KEY_BYTES,
    `must hold ${KEY_BYTES} bytes: make one with \`openssl rand -base64 32\``,
  );

/** `2:<base64>,1:<base64>`: the first is used for new keys, the others still verify old ones. */
const peppers = z.string().transform((text, context): Pepper[] =>
  text.split(',').map((part) => {
    const [, version = '', secret = ''] = /^(\d+):(.*)$/.exec(part.trim()) ?? [];
    const bytes = Buffer.from(secret, 'base64');
    if (version === '' || bytes.length !== KEY_BYTES) {
      context.addIssue({
        code: 'custom',
        message: 'must be `<version>:<base64 of 32 bytes>`, several separated by commas, the newest first',
      });
    }
    return { version: Number(version), secret: bytes };
  }),
);

const cidrs = z.string().transform((text, context) =>
  text.split(',').map((part) => {
    const cidr = part.trim();
    if (!z.cidrv4().safeParse(cidr).success && !z.cidrv6().safeParse(cidr).success) {
      context.addIssue({
        code: 'custom',
        message: `holds \`${cidr}\`, which is no CIDR range such as 10.0.0.0/8`,
      });
    }
    return cidr;
  }),
);

/** `keys@example.com` or `Keywatch <keys@example.com>`. */
const mailbox = z
  .string()
  .refine(
    (text) => z.email().safeParse(/^[^<>\r\n]*<([^<>]+)>$/.exec(text)?.[1] ?? text).success,
    'must be an address, or a name and an address: Keywatch <keys@example.com>',
  );

const schema = z.object({
  nodeEnv: z.enum(['development', 'production', 'test']).default('development'),
  role: z.enum(['all', 'api', 'worker']).default('all'),
  host: z.string().default('127.0.0.1'),
  port: port.default(4000),
  publicUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }).optional(),
  redisUrl: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' }).optional(),
  redisPrefix: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'takes lower case letters, digits and dashes')
    .default('kw'),
  shards: z.coerce.number('must be a number').int().min(1).max(1024).default(1),
  dataDir: z.string().default('.keywatch'),
  peppers: peppers.optional(),
  encryptionKey: key32.optional(),
  ownerEmail: z.email('must be an e-mail address').optional(),
  ownerPassword: z.string().min(12, 'must have at least 12 characters').optional(),
  /** Left out: closed in production, open elsewhere. */
  signUp: z.enum(['open', 'closed']).optional(),
  /** Which operations GraphQL runs: those of Keywatch's own clients only, or others also. */
  trustedDocuments: z.enum(['also', 'only']).default('also'),
  /** The proxies in front, whose X-Forwarded-For is believed. */
  trustedProxies: cidrs.default([]),
  webhookAllowCidrs: cidrs.default([]),
  /** Left out: mails are written to the log. */
  smtpUrl: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
  mailFrom: mailbox.optional(),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Which environment variable sets which field. */
const VARIABLES = {
  nodeEnv: 'NODE_ENV',
  role: 'KEYWATCH_ROLE',
  host: 'HOST',
  port: 'PORT',
  publicUrl: 'KEYWATCH_PUBLIC_URL',
  databaseUrl: 'DATABASE_URL',
  redisUrl: 'REDIS_URL',
  redisPrefix: 'KEYWATCH_REDIS_PREFIX',
  shards: 'KEYWATCH_SHARDS',
  dataDir: 'KEYWATCH_DATA_DIR',
  peppers: 'KEYWATCH_PEPPER',
  encryptionKey: 'KEYWATCH_ENCRYPTION_KEY',
  ownerEmail: 'KEYWATCH_OWNER_EMAIL',
  ownerPassword: 'KEYWATCH_OWNER_PASSWORD',
  signUp: 'KEYWATCH_SIGN_UP',
  trustedDocuments: 'KEYWATCH_TRUSTED_DOCUMENTS',
  trustedProxies: 'KEYWATCH_TRUSTED_PROXIES',
  webhookAllowCidrs: 'KEYWATCH_WEBHOOK_ALLOW_CIDRS',
  smtpUrl: 'KEYWATCH_SMTP_URL',
  mailFrom: 'KEYWATCH_MAIL_FROM',
  logLevel: 'LOG_LEVEL',
} as const satisfies Record<keyof Config, string>;

/** What production must be given, because a made-up value would be lost with its container. */
const REQUIRED_IN_PRODUCTION = ['databaseUrl', 'redisUrl', 'peppers', 'encryptionKey'] as const;

/** Reads the configuration from the environment. Throws ConfigError with every fault at once. */
export function readConfig(environment: NodeJS.ProcessEnv = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(VARIABLES).flatMap(([field, variable]) => {
      const value = environment[variable];
      return value === undefined || value === '' ? [] : [[field, value]];
    }),
  );
  const parsed = schema.safeParse(given);
  const faults = parsed.success ? [] : parsed.error.issues.map(describeIssue);
  if (environment.NODE_ENV === 'production') faults.push(...missingInProduction(given));
  if (given.smtpUrl !== undefined && given.mailFrom === undefined) {
    faults.push(`${VARIABLES.mailFrom}: must be set with ${VARIABLES.smtpUrl}`);
  }
  faults.push(...unknownVariables(environment));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  return parsed.data;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = Object.entries(VARIABLES).find(([name]) => name === issue.path[0]);
  return `${field?.[1] ?? issue.path.join('.')}: ${issue.message}`;
}

function missingInProduction(given: Record<string, unknown>): string[] {
  return REQUIRED_IN_PRODUCTION.filter((field) => given[field] === undefined).map(
    (field) => `${VARIABLES[field]}: must be set when NODE_ENV is production`,
  );
}

/** A misspelt KEYWATCH_ variable would otherwise be a setting that silently does nothing. */
function unknownVariables(environment: NodeJS.ProcessEnv): string[] {
  const known = new Set<string>(Object.values(VARIABLES));
  return Object.keys(environment)
    .filter((name) => name.startsWith('KEYWATCH_') && !known.has(name))
    .map((name) => `${name}: is no setting of Keywatch; see .env.example`);
}
