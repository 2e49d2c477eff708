import { describe, expect, test } from 'vitest';
import type { Boundaries } from './support/boundaries.ts';
import { violations } from './support/boundaries.ts';
import { cycles } from './support/cycles.ts';
import { readSource } from './support/imports.ts';

/** A small allow-list, so that these tests stand when the project's own changes. */
const rules: Boundaries = {
  arrows: {
    main: [],
    app: ['core', 'storage'],
    config: [],
    core: [],
    storage: ['core'],
    actions: ['core', 'storage'],
    'control-plane': ['core', 'storage'],
    jobs: ['core', 'storage'],
    counters: [],
    'data-plane': [],
    embedded: [],
  },
  owners: {
    ioredis: ['counters'],
    '@prisma/*': ['storage'],
    '@pothos/*': ['control-plane'],
    pg: ['storage'],
    bullmq: ['jobs'],
    'node:process': ['config'],
  },
  typesFor: { 'src/storage/generated/': ['control-plane'] },
  readers: {
    'process.env': ['config'],
    'Date.now': ['app'],
    'Math.random': ['app'],
    'new Date()': ['app'],
  },
  only: { core: { 'node:crypto': ['createHash'] } },
  unread: { core: ['process.*', 'setTimeout()'] },
  generated: /\/generated\//,
  linesMax: 250,
};

const standing = [
  readSource('src/core/key.ts', 'export const key = 1;'),
  readSource('src/storage/client.ts', 'export const open = 1;'),
  readSource('src/storage/generated/client.ts', 'export const client = 1;'),
];
const check = (path: string, text: string) => violations([...standing, readSource(path, text)], rules);

describe('the boundary check', () => {
  test.each([
    ['src/jobs/a.ts', `import { key } from '../core/key.ts';`],
    ['src/storage/a.ts', `import { client } from './generated/client.ts';`],
    ['src/control-plane/a.ts', `import type { Client } from '../storage/generated/client.ts';`],
    ['src/control-plane/a.ts', `import PrismaPlugin from '@pothos/plugin-prisma';`],
    ['src/config.ts', `export const port = process.env.PORT;`],
    ['src/app.ts', `export const now = () => Date.now();`],
    ['src/core/a.ts', `import { createHash } from 'node:crypto'; export const at = new Date(0);`],
    ['src/core/a.ts', `export const text = "import x from 'ioredis'; Date.now()"; // process.env`],
  ])('lets %s say: %s', (path, text) => {
    expect(check(path, text)).toEqual([]);
  });

  test.each([
    ['src/core/a.ts', `import { a } from '../storage/generated/client.ts';`, 'core may not import storage'],
    [
      'src/data-plane/a.ts',
      `export const a = 1; export * from '../storage/client.ts';`,
      'data-plane may not import storage',
    ],
    ['src/embedded/a.ts', `type Key = import('../core/key.ts').Key;`, 'embedded may not import core'],
    ['src/main.ts', `await import('./core/key.ts');`, 'main may not import core'],
    ['src/actions/a.ts', `import { a } from '../storage/generated/client.ts';`, 'gives actions nothing'],
    [
      'src/control-plane/a.ts',
      `import { type A } from '../storage/generated/client.ts';`,
      'gives control-plane nothing',
    ],
    ['src/jobs/a.ts', `import { a } from '../core/missing.ts';`, 'is not a file of src'],
    ['src/jobs/a.ts', `await import(name);`, 'an import nobody can read'],
    ['src/jobs/a.ts', `import { Redis } from 'ioredis';`, 'ioredis belongs to counters'],
    ['src/jobs/a.ts', `import type { Pool } from 'pg';`, 'pg belongs to storage'],
    ['src/data-plane/a.ts', `const jobs = require('bullmq');`, 'bullmq belongs to jobs'],
    ['src/counters/a.ts', `import plugin from '@pothos/plugin-prisma';`, '@pothos/plugin-prisma belongs to'],
    ['src/jobs/a.ts', `import left from 'left-pad';`, 'left-pad has no owner'],
    ['src/jobs/a.ts', `import { env } from 'process';`, 'node:process belongs to config'],
    ['src/core/a.ts', `import { readFile } from 'fs/promises';`, 'core may not import node:fs'],
    [
      'src/core/a.ts',
      `import { randomUUID } from 'node:crypto';`,
      'core may not take randomUUID of node:crypto',
    ],
    ['src/core/a.ts', `import crypto from 'node:crypto';`, 'core may not take * of node:crypto'],
    ['src/core/a.ts', `export const at = new Date();`, 'core may not read new Date()'],
    ['src/core/a.ts', `setTimeout(run, 1);`, 'core may not read setTimeout()'],
    ['src/jobs/a.ts', `export const run = (now = Date.now) => now();`, 'jobs may not read Date.now'],
    ['src/jobs/a.ts', `export const { random } = Math;`, 'jobs may not read Math.random'],
    ['src/main.ts', `export const port = process.env.PORT;`, 'main may not read process.env'],
    ['src/main.ts', `export const port = globalThis.process['env'].PORT;`, 'main may not read process.env'],
    ['src/utils/a.ts', `export const a = 1;`, 'src/utils is no station'],
    ['src/core/index.ts', `export { key } from './key.ts';`, 'is a barrel'],
    ['src/core/a.ts', `import { key } from './key.ts';\nexport { key };`, 'is a barrel'],
  ])('refuses that %s says: %s', (path, text, reason) => {
    expect(check(path, text)).toEqual([expect.stringContaining(reason)]);
  });

  test('refuses a file of 251 lines, also of Lua, and lets one of 250 be', () => {
    expect(check('src/counters/take-1.lua', 'return 1\n'.repeat(251))).toEqual([
      expect.stringContaining('251 lines'),
    ]);
    expect(check('src/counters/take-1.lua', 'return 1\n'.repeat(250))).toEqual([]);
  });

  test('says the file and the line', () => {
    expect(check('src/core/a.ts', `\n\nimport 'ioredis';`)).toContain(
      'src/core/a.ts:3 ioredis belongs to counters',
    );
  });

  test('finds a ring of imports', () => {
    const a = readSource('src/core/a.ts', `import type { B } from './b.ts';`);
    const b = readSource('src/core/b.ts', `export { c } from './deep/c.ts';`);
    const c = readSource('src/core/deep/c.ts', `import '../a.ts';`);
    expect(cycles([...standing, a, b, c])).toEqual([
      'src/core/a.ts → src/core/b.ts → src/core/deep/c.ts → src/core/a.ts',
    ]);
    expect(cycles([...standing, a, b])).toEqual([]);
  });
});
