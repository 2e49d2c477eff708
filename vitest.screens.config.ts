import { defineConfig } from 'vitest/config';
import config from './vitest.config.ts';

/** The screens of the dashboard one by one, in a browser. `npm test` has the journey through all of it. */
export default defineConfig({
  ...config,
  test: {
    ...config.test,
    include: ['test/screens/**/*.test.ts'],
    exclude: [],
    // As long as a page of a busy machine may take.
    expect: { poll: { timeout: 10_000 } },
  },
});
