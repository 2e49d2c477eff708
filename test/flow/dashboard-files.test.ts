import { expect, test } from 'vitest';
import { sharedKeywatch } from '../support/keywatch.ts';

const SCRIPT_BYTES_MAX = 200_000;

async function open(path: string, headers: Record<string, string> = {}) {
  const keywatch = await sharedKeywatch({ role: 'api' });
  return await fetch(new URL(path, keywatch.url), { headers, redirect: 'manual' });
}

/** The scripts that a browser loads before it shows anything. */
async function firstScripts(): Promise<string[]> {
  const page = await (await open('/')).text();
  return [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+\.js)"/g)].map(([, path]) => path ?? '');
}

test.each(['/', '/w/1/keys?status=ACTIVE', '/sign-up', '/invitation', '/account'])(
  'the dashboard is at %s, runs nothing inline or from elsewhere, and is kept by nobody',
  async (path) => {
    const response = await open(path);
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    const policy = response.headers.get('content-security-policy') ?? '';
    expect(policy).toMatch(/^default-src 'none'; script-src 'self'; style-src 'self';/);
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/https?:\/\/|<style|style=|<script(?![^>]*src=)/);
  },
);

test('its scripts are compressed, at most 200 kB before the first screen, and kept for a year', async () => {
  const scripts = await firstScripts();
  expect(scripts.length).toBeGreaterThan(0);
  let bytes = 0;
  for (const path of scripts) {
    const response = await open(path, { 'accept-encoding': 'br' });
    expect(response.headers.get('content-encoding')).toBe('br');
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    bytes += Number(response.headers.get('content-length'));
  }
  expect(bytes).toBeGreaterThan(50_000);
  expect(bytes).toBeLessThanOrEqual(SCRIPT_BYTES_MAX);
});

test('a path that is no screen of the dashboard is told so as before', async () => {
  for (const path of [
    '/nothing',
    '/assets/nothing.js',
    '/assets/../index.html',
    '/assets/%2e%2e/index.html',
  ]) {
    const response = await open(path);
    expect([response.status, response.headers.get('content-type')]).toEqual([
      404,
      'application/problem+json; charset=utf-8',
    ]);
  }
});
