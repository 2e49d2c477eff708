import { describe, expect, test } from 'vitest';
import { sharedKeywatch } from '../support/keywatch.ts';

describe('the page of an invitation', () => {
  test('is at the address of its link, loads nothing from elsewhere and is kept by nobody', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const response = await fetch(new URL('/invitation', keywatch.url));
    const page = await response.text();
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('no-referrer');
    expect(page).not.toMatch(/https?:\/\/|src=|@import/);
  });

  test('is not what somebody at the bare address looks for', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const response = await fetch(keywatch.url, { redirect: 'manual' });
    expect([response.status, response.headers.get('location')]).toEqual([302, '/graphql']);
  });
});
