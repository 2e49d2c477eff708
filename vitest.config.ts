import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './test/support/longest-first.ts';

// Workers, and the many processes that tests start, find the modules compiled by those before them.
process.env.NODE_COMPILE_CACHE ??= fileURLToPath(new URL('node_modules/.cache/compiled', import.meta.url));

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // Several minutes of a browser: see vitest.screens.config.ts.
    exclude: ['test/screens/**'],
    globalSetup: ['test/support/services.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // Node loads the modules itself, as it does outside of tests.
    experimental: { viteModuleRunner: false },
    execArgv: ['--disable-warning=ExperimentalWarning'],
  },
});
