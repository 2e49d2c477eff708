import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Boundaries } from './support/boundaries.ts';
import { covers, packageOf, stationOf, targetOf, violations } from './support/boundaries.ts';
import { cycles } from './support/cycles.ts';
import type { SourceFile } from './support/imports.ts';
import { readSources } from './support/imports.ts';

/** Station → the stations it may import. Data passes one way; `app` alone knows them all. */
const arrows: Record<string, readonly string[]> = {
  main: ['start'],
  start: ['app', 'config'],
  app: [
    'config',
    'core',
    'storage',
    'counters',
    'actions',
    'data-plane',
    'control-plane',
    'jobs',
    'mail',
    'embedded',
  ],
  config: ['core'],
  core: [],
  storage: ['core'],
  counters: ['core'],
  actions: ['core', 'storage', 'counters'],
  'data-plane': ['core', 'counters'],
  'control-plane': ['core', 'storage', 'actions'],
  jobs: ['core', 'storage', 'counters'],
  mail: [],
  embedded: [],
  sdk: ['core'],
  dashboard: [],
  cli: ['app', 'config', 'core'],
};

const everyStation = Object.keys(arrows);

/** Package → the only stations that may import it. */
const owners: Record<string, readonly string[]> = {
  '@prisma/*': ['storage'],
  pg: ['storage'],
  ioredis: ['counters'],
  bullmq: ['jobs'],
  '@bull-board/*': ['jobs'],
  'bullmq-otel': ['jobs'],
  '@opentelemetry/*': ['app'],
  'request-filtering-agent': ['jobs'],
  fastify: ['data-plane', 'app'],
  '@whatwg-node/fetch': ['data-plane'],
  graphql: ['control-plane'],
  'graphql-yoga': ['control-plane'],
  '@graphql-yoga/*': ['control-plane'],
  '@pothos/*': ['control-plane'],
  '@escape.tech/*': ['control-plane'],
  argon2: ['actions'],
  otpauth: ['actions'],
  nodemailer: ['mail'],
  'rate-limiter-flexible': ['actions'],
  '@electric-sql/*': ['embedded'],
  'cli-progress': ['cli'],
  'csv-parse': ['actions', 'cli'],
  standardwebhooks: ['cli'],
  '@fastify/static': ['app'],
  react: ['dashboard'],
  'react-dom': ['dashboard'],
  urql: ['dashboard'],
  '@urql/*': ['dashboard'],
  '@base-ui/react': ['dashboard'],
  wouter: ['dashboard'],
  'lucide-react': ['dashboard'],
  qr: ['dashboard'],
  '@tanstack/react-virtual': ['dashboard'],
  uplot: ['dashboard'],
  zod: everyStation,
  pino: everyStation,
  'prom-client': everyStation,
  'node:process': [],
};

/** The clock and chance enter where programs are put together; the dashboard and the SDK are in programs of others. */
const clocked = ['app', 'start', 'config', 'embedded', 'cli', 'dashboard', 'sdk'];

const rules: Boundaries = {
  arrows,
  owners,
  typesFor: { 'src/storage/generated/': ['control-plane'] },
  readers: {
    'process.env': ['config'],
    'import.meta.env': ['config'],
    'Date.now': clocked,
    'Math.random': clocked,
    'new Date()': clocked,
    'Date()': clocked,
  },
  only: {
    core: {
      zod: ['*'],
      'node:buffer': ['Buffer'],
      'node:crypto': [
        'createHash',
        'createHmac',
        'hash',
        'hkdfSync',
        'timingSafeEqual',
        'createCipheriv',
        'createDecipheriv',
        'createPrivateKey',
        'createPublicKey',
        'createSecretKey',
        'sign',
        'verify',
      ],
      'node:net': ['BlockList', 'isIP', 'isIPv4', 'isIPv6'],
      'node:zlib': ['crc32'],
    },
    sdk: {
      'node:buffer': ['Buffer'],
      'node:crypto': ['randomUUID'],
      'node:http': ['*'],
      'node:https': ['*'],
      'node:net': ['isIP'],
      'node:stream': ['Readable'],
    },
    dashboard: {
      react: ['*'],
      'react-dom': ['*'],
      urql: ['*'],
      '@urql/core': ['*'],
      '@urql/exchange-graphcache': ['*'],
      '@urql/exchange-persisted': ['*'],
      '@base-ui/react': ['*'],
      wouter: ['*'],
      'lucide-react': ['*'],
      uplot: ['*'],
      '@tanstack/react-virtual': ['*'],
      qr: ['*'],
    },
  },
  unread: {
    core: [
      'process.*',
      'performance.*',
      'crypto.*',
      'console.*',
      'globalThis.*',
      'fetch()',
      'setTimeout()',
      'setInterval()',
      'setImmediate()',
      'queueMicrotask()',
    ],
  },
  generated: /\/(generated|gql)\//,
  linesMax: 250,
};

/** A check that saw less than this saw nothing. */
const least = { files: 150, imports: 500 };

const root = join(import.meta.dirname, '..');
let files: readonly SourceFile[];
let own: readonly SourceFile[];

beforeAll(async () => {
  files = await readSources(root, 'src');
  own = files.filter((file) => !rules.generated.test(file.path));
});

describe('the source', () => {
  test('is seen whole by this check', async () => {
    expect(own.length).toBeGreaterThanOrEqual(least.files);
    expect(own.flatMap((file) => file.imports).length).toBeGreaterThanOrEqual(least.imports);
    for (const file of own.filter((each) => each.path.endsWith('.ts'))) {
      const text = await readFile(join(root, file.path), 'utf8');
      const written = text.match(/^(import\b|export [^=(]*\bfrom ')/gm)?.length ?? 0;
      expect(file).toSatisfy((each: SourceFile) => each.imports.length >= written);
    }
  });

  test('keeps to the allow-list of stations, packages and globals', () => {
    expect(violations(files, rules)).toEqual([]);
  });

  test('lets the SDK reach nothing that is not its own, pure, or of Node', () => {
    const byPath = new Map(own.map((file) => [file.path, file]));
    const reached = new Set(own.filter(({ path }) => stationOf(path) === 'sdk').map(({ path }) => path));
    const packages = new Set<string>();
    // A set's iteration also visits what is added to it meanwhile.
    for (const path of reached) {
      for (const { specifier, typeOnly } of byPath.get(path)?.imports ?? []) {
        const target = targetOf(path, specifier);
        if (target !== null) reached.add(target);
        else if (!typeOnly) packages.add(packageOf(specifier ?? ''));
      }
    }
    expect(reached.size).toBeGreaterThanOrEqual(15);
    expect([...reached].filter((path) => !['sdk', 'core'].includes(stationOf(path)))).toEqual([]);
    expect([...packages].filter((name) => !name.startsWith('node:'))).toEqual([]);
  });

  test('has no file that imports itself over others', () => {
    expect(cycles(own)).toEqual([]);
  });
});

describe('the allow-list', () => {
  test('names stations only', () => {
    for (const list of [
      ...Object.values(arrows),
      ...Object.values(owners),
      ...Object.values(rules.readers),
    ]) {
      expect(everyStation).toEqual(expect.arrayContaining([...list]));
    }
  });

  test('names packages that the project depends on', async () => {
    const manifest: unknown = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
    expect(manifest).toMatchObject({ dependencies: {}, devDependencies: {} });
    const text = JSON.stringify(manifest);
    const npm = Object.keys(owners).filter((pattern) => !pattern.startsWith('node:'));
    expect(npm.filter((pattern) => !text.includes(`"${pattern.replace(/\*$/, '')}`))).toEqual([]);
  });

  test.each(everyStation)('gives %s no arrow and no package that it does not use', (station) => {
    const imports = own
      .filter((file) => stationOf(file.path) === station)
      .flatMap((file) =>
        file.imports.map((each) => ({ ...each, target: targetOf(file.path, each.specifier) })),
      );
    expect(imports).not.toEqual([]);
    const stations = imports.flatMap((each) => (each.target === null ? [] : [stationOf(each.target)]));
    expect(stations).toEqual(expect.arrayContaining([...(arrows[station] ?? [])]));
    const packages = imports.flatMap((each) =>
      each.target === null ? [packageOf(each.specifier ?? '')] : [],
    );
    const owned = Object.keys(owners).filter((pattern) => owners[pattern]?.join() === station);
    expect(owned.filter((pattern) => !packages.some((name) => covers(pattern, name)))).toEqual([]);
  });
});
