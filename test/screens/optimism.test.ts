import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seedAlert } from '../support/alerts.ts';
import { chromiumPath } from '../support/chromium.ts';
import { openAs } from '../support/dashboard.ts';
import { makeKey, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';

async function openAlert() {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId } = tenant;
  const { key } = await makeKey(keywatch, tenant, { name: 'Nightly sync' });
  const alertId = await seedAlert(keywatch.databaseUrl, { workspaceId, keyId: key.id });
  const { page } = await openAs(keywatch, tenant, workspaceId, `/alerts/${alertId}`);
  await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
  return { page, state: page.getByRole('main').getByText('Acknowledged', { exact: true }).first() };
}

/** Keeps an operation from reaching Keywatch until the test says how it goes on. */
async function hold(page: Page, operation: string): Promise<Route> {
  const held = Promise.withResolvers<Route>();
  await page.route('**/graphql', async (route) => {
    if (route.request().postData()?.includes(`"${operation}"`) === true) held.resolve(route);
    else await route.continue();
  });
  return await held.promise;
}

describe.skipIf(chromiumPath === undefined)('work on an alert', () => {
  test('is shown at once, and stays when Keywatch has answered', async () => {
    const { page, state } = await openAlert();
    const held = hold(page, 'AlertsAcknowledge');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    const request = await held;
    await state.waitFor();
    await request.continue();
    await page.getByText('The alert is acknowledged').waitFor();
    expect(await state.isVisible()).toBe(true);
  });

  test('is taken back where Keywatch could not be reached', async () => {
    const { page, state } = await openAlert();
    const held = hold(page, 'AlertsAcknowledge');
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    const request = await held;
    await state.waitFor();
    await request.abort();
    await page.getByText('Keywatch did not answer').first().waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).waitFor();
    expect(await state.count()).toBe(0);
  });
});
