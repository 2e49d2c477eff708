import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { PASSWORD } from '../support/graphql.ts';
import { seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { openScreen, press } from '../support/screen.ts';
import { goWithin, screensOf, seedThings, walkTo } from '../support/screens.ts';
import { sql } from '../support/sql.ts';

const CHUNKS = [
  'settings',
  'webhook',
  'audit',
  'replay',
  'tokens',
  'account',
  'people',
  'server',
  'alert',
  'key',
];
/** Of what takes its time: the other screens come, the stream stands again. */
const BACK_MS = 20_000;

async function setUp() {
  const keywatch = await sharedKeywatch();
  const tenant = await seedKeyTenant(keywatch);
  const things = await seedThings(keywatch, tenant);
  return { keywatch, tenant, things, ...(await openScreen(tenant, tenant)) };
}

describe.skipIf(chromiumPath === undefined)('every screen', { timeout: 180_000 }, () => {
  test('keeps without a connection what is there, says what is not, and goes on when it is back', async () => {
    const { page, tenant, things } = await setUp();
    const go = async (path: string) => await goWithin(page, tenant.workspaceId, path);
    const live = page.getByRole('status').filter({ hasText: /^(Live|Connecting …)$/ });
    await expect.poll(async () => await live.first().innerText()).toBe('Live');
    await walkTo(page, tenant.workspaceId, '/servers');
    await expect.poll(async () => await missingChunks(page), { timeout: BACK_MS }).toEqual([]);

    await page.context().setOffline(true);
    await expect.poll(async () => await live.first().innerText()).toBe('Connecting …');
    await page.getByRole('cell', { name: 'crm' }).first().waitFor();
    for (const path of [...screensOf(things), '/tokens']) {
      await go(path);
      await page.getByRole('button', { name: 'Try again' }).first().waitFor();
    }

    await page.context().setOffline(false);
    await page.getByText('No tokens yet').waitFor();
    await expect.poll(async () => await live.first().innerText(), { timeout: BACK_MS }).toBe('Live');
    for (const path of screensOf(things)) {
      await walkTo(page, tenant.workspaceId, path);
      const again = await page.getByRole('button', { name: 'Try again' }).count();
      expect({ path, again }).toEqual({ path, again: 0 });
    }
  });

  test('gives way to the sign-in when the session has ended, and is there again afterwards', async () => {
    const { keywatch, tenant, things, page, complaints } = await setUp();
    const name = 'https://hooks.invalid/a';
    const ways: readonly (readonly [path: string, next: () => Promise<void>, shown: string])[] = [
      [
        '/overview',
        async () => await goWithin(page, tenant.workspaceId, '/people'),
        'Members see and manage',
      ],
      [`/webhooks/${things.webhookId}`, async () => await press(page, 'Send test event'), name],
      [`/alerts/${things.alertId}`, async () => await press(page, 'Acknowledge'), 'History'],
    ];
    for (const [path, next, shown] of ways) {
      await walkTo(page, tenant.workspaceId, path);
      await sql(keywatch.databaseUrl, "DELETE FROM access_tokens WHERE kind = 'SESSION' AND user_id = $1", [
        tenant.id,
      ]);
      await next();
      await page.getByText('Your session has ended.').waitFor();
      const url = page.url();
      await page.getByLabel('E-mail').fill(tenant.email);
      await page.getByLabel('Password').fill(PASSWORD);
      await press(page, 'Sign in');
      await page.getByRole('main').getByText(shown).first().waitFor();
      expect(page.url()).toBe(url);
    }
    await page.getByText('Sign in, then do it once more.').first().waitFor();
    expect(complaints).toEqual([]);
  });
});

/** Screens whose scripts have not come yet. */
async function missingChunks(page: Page): Promise<string[]> {
  const names = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => new URL(name).pathname),
  );
  return CHUNKS.filter((chunk) => !names.some((path) => path.includes(`/${chunk}-`)));
}
