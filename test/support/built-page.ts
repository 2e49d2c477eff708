import react from '@vitejs/plugin-react';
import type { Page } from 'playwright-core';
import { build } from 'vite';

const ORIGIN = 'http://page.test';
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  js: 'text/javascript',
  css: 'text/css',
};
/** As Keywatch serves the dashboard. */
const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";

const built = new Map<string, Promise<ReadonlyMap<string, string>>>();

/** Builds the page in a folder as the dashboard is built, once, and serves it to the browser under its policy. */
export async function serveBuilt(page: Page, root: string): Promise<string> {
  const files = await (built.get(root) ?? buildOnce(root));
  await page.route(`${ORIGIN}/**`, async (route) => {
    const path = new URL(route.request().url()).pathname.slice(1) || 'index.html';
    const body = files.get(path);
    if (body === undefined) return await route.fulfill({ status: 404 });
    return await route.fulfill({
      body,
      contentType: TYPES[path.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      headers: { 'content-security-policy': POLICY },
    });
  });
  return ORIGIN;
}

async function buildOnce(root: string): Promise<ReadonlyMap<string, string>> {
  const building = buildFiles(root);
  built.set(root, building);
  return await building;
}

async function buildFiles(root: string): Promise<ReadonlyMap<string, string>> {
  const result = await build({
    root,
    configFile: false,
    mode: 'production',
    // The tests' own NODE_ENV would have it built for development.
    oxc: { jsx: { development: false } },
    define: { 'process.env.NODE_ENV': '"production"' },
    logLevel: 'error',
    plugins: [react()],
    build: { write: false, target: 'es2023', assetsInlineLimit: 0, modulePreload: { polyfill: false } },
  });
  if (!('output' in result)) throw new Error('Vite has not built one page.');
  return new Map(
    result.output.map((file) => [
      file.fileName,
      file.type === 'chunk' ? file.code : Buffer.from(file.source).toString(),
    ]),
  );
}
