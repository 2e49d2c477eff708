import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';

/** Builds the dashboard into `dist/dashboard`, which Keywatch serves; `npm run dev:dashboard` serves it from its source. */
export default defineConfig({
  root: 'src/dashboard',
  plugins: [react(), compressed()],
  build: {
    outDir: '../../dist/dashboard',
    emptyOutDir: true,
    target: 'es2023',
    // The content security policy has no room for `data:` scripts, and fonts are not used.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: Object.fromEntries(
      ['/graphql', '/api/audit-log.ndjson', '/api/leak-patterns', '/v1', '/admin', '/contain'].map((path) => [
        path,
        'http://127.0.0.1:4000',
      ]),
    ),
  },
});

const BEST = { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY };

/** Writes each text once more as Brotli and as gzip, so that nobody compresses it when it is asked for. */
function compressed(): Plugin {
  const brotli = promisify(brotliCompress);
  const zip = promisify(gzip);
  return {
    name: 'compressed',
    apply: 'build',
    // Of what was written: other plugins still change what is in the bundle.
    async writeBundle({ dir = '' }, bundle) {
      for (const fileName of Object.keys(bundle).filter((name) => /\.(js|css|svg)$/.test(name))) {
        const path = join(dir, fileName);
        const source = await readFile(path);
        await writeFile(`${path}.br`, await brotli(source, { params: BEST }));
        await writeFile(`${path}.gz`, await zip(source, { level: 9 }));
      }
    },
  };
}
