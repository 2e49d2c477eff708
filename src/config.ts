import { z } from 'zod';
import type { Pepper } from './core/key/digest.ts';

/** Everything that can be set from outside, parsed. */
export type Config = Omit<z.infer<typeof schema>, 'shards'> & { readonly shards: number };

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

const share = z.coerce.number('must be a number').min(0).max(1);

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

/**
 * `a:7000,b:7000`, or with scheme and password in front of the first, which hold for all: `rediss://user:pw@a:7000,b:7000`.
 * Becomes one URL a node.
 */
const clusterNodes = z.string().transform((text, context): readonly string[] => {
  const [, scheme = 'redis:', login = '', list = ''] =
    /^(?:([a-z]+:)\/\/)?(?:([^/]*)@)?([^@]*)$/i.exec(text.trim()) ?? [];
  const nodes = list.split(',').map((part) => part.trim());
  const odd = nodes.find((node) => !/^([\w.-]+|\[[0-9a-f:.]+\]):\d{1,5}$/i.test(node));
  if (!/^rediss?:$/.test(scheme)) {
    context.addIssue({
      code: 'custom',
      message: `begins with \`${scheme}//\`; it must be redis:// or rediss://`,
    });
  } else if (odd !== undefined) {
    const message = `must be nodes such as 10.0.0.1:6379,10.0.0.2:6379, where needed with rediss://user:password@ in front; \`${odd}\` is none`;
    context.addIssue({ code: 'custom', message });
  }
  return nodes.map((node) => `${scheme}//${login === '' ? '' : `${login}@`}${node}`);
});

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
  /** How many processes answer HTTP on one port. */
  apiProcesses: z.coerce.number('must be a number').int().min(1).max(64).default(1),
  host: z.string().default('127.0.0.1'),
  port: port.default(4000),
  publicUrl: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  databaseUrl: z.url({ protocol: /^postgres(ql)?$/, error: 'must be a postgresql:// URL' }).optional(),
  redisUrl: z.url({ protocol: /^rediss?$/, error: 'must be a redis:// or rediss:// URL' }).optional(),
  /** Instead of `redisUrl`: the URLs of some nodes of a Redis Cluster, which name the others. */
  redisClusterNodes: clusterNodes.optional(),
  redisPrefix: z
    .string()
    .regex(/^[a-z0-9-]+$/, 'takes lower case letters, digits and dashes')
    .default('kw'),
  /**
   * Redis answers in a millisecond or two, and a saturated one in tens. One that is silent for so long is taken for one that
   * hangs: verification goes on without it until it answers.
   */
  redisSilentMs: z.coerce.number('must be a number').int().min(20).max(2_000).default(100),
  /** Left out: 1 on one Redis, 16 on a cluster. */
  shards: z.coerce.number('must be a number').int().min(1).max(1024).optional(),
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
  /** Where GitHub shows the keys that it signs reports of leaked keys with. */
  githubKeysUrl: z
    .url({ protocol: /^https?$/, error: 'must be an http or https URL' })
    .default('https://api.github.com/meta/public_keys/secret_scanning'),
  /** Left out: mails are written to the log. */
  smtpUrl: z.url({ protocol: /^smtps?$/, error: 'must be an smtp:// or smtps:// URL' }).optional(),
  mailFrom: mailbox.optional(),
  /** Left out: nothing is traced. */
  otlpEndpoint: z.url({ protocol: /^https?$/, error: 'must be an http or https URL' }).optional(),
  serviceName: z.string().default('keywatch'),
  /** The share of traces that are sent. */
  tracedShare: share.default(1),
  /** The share of verifications that become a trace; a verification takes microseconds, and a span as many. */
  tracedVerifications: share.default(0.001),
  logLevel: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
});

/** Which environment variable sets which field. */
const VARIABLES = {
  nodeEnv: 'NODE_ENV',
  role: 'KEYWATCH_ROLE',
  apiProcesses: 'KEYWATCH_API_PROCESSES',
  host: 'HOST',
  port: 'PORT',
  publicUrl: 'KEYWATCH_PUBLIC_URL',
  databaseUrl: 'DATABASE_URL',
  redisUrl: 'REDIS_URL',
  redisClusterNodes: 'REDIS_CLUSTER_NODES',
  redisPrefix: 'KEYWATCH_REDIS_PREFIX',
  redisSilentMs: 'KEYWATCH_REDIS_SILENT_MS',
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
  githubKeysUrl: 'KEYWATCH_GITHUB_KEYS_URL',
  smtpUrl: 'KEYWATCH_SMTP_URL',
  mailFrom: 'KEYWATCH_MAIL_FROM',
  otlpEndpoint: 'OTEL_EXPORTER_OTLP_ENDPOINT',
  serviceName: 'OTEL_SERVICE_NAME',
  tracedShare: 'OTEL_TRACES_SAMPLER_ARG',
  tracedVerifications: 'KEYWATCH_TRACED_VERIFICATIONS',
  logLevel: 'LOG_LEVEL',
} as const satisfies Record<keyof Config, string>;

/** What production must be given, because a made-up value would be lost with its container. */
const REQUIRED_IN_PRODUCTION = ['databaseUrl', 'redisUrl', 'peppers', 'encryptionKey'] as const;

/** On a cluster, enough for each node of a usual one to have some. */
const CLUSTER_SHARDS = 16;

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
  if (given.redisUrl !== undefined && given.redisClusterNodes !== undefined) {
    faults.push(
      `${VARIABLES.redisClusterNodes}: takes the place of ${VARIABLES.redisUrl}; leave one of them out`,
    );
  }
  faults.push(...unknownVariables(environment));
  if (!parsed.success || faults.length > 0) throw new ConfigError(faults);
  const shards = parsed.data.shards ?? (parsed.data.redisClusterNodes === undefined ? 1 : CLUSTER_SHARDS);
  return { ...parsed.data, shards };
}

/** Where people reach Keywatch, without a slash at the end. */
export function publicUrlOf({ publicUrl, host, port: ownPort }: Config): string {
  return publicUrl?.replace(/\/$/, '') ?? `http://${host}:${ownPort}`;
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const field = Object.entries(VARIABLES).find(([name]) => name === issue.path[0]);
  return `${field?.[1] ?? issue.path.join('.')}: ${issue.message}`;
}

function missingInProduction(given: Record<string, unknown>): string[] {
  const isGiven = (field: (typeof REQUIRED_IN_PRODUCTION)[number]) =>
    given[field] !== undefined || (field === 'redisUrl' && given.redisClusterNodes !== undefined);
  return REQUIRED_IN_PRODUCTION.filter((field) => !isGiven(field)).map(
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
