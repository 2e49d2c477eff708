import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { chromiumPath, signInAt } from '../support/chromium.ts';
import { RevokeKey } from '../support/documents.ts';
import { ask, PASSWORD, seedTenant, success } from '../support/graphql.ts';
import { type KeyTenant, makeKey, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { seedManyKeys } from '../support/many-keys.ts';
import { sql } from '../support/sql.ts';

const SCRIPT = '<script>alert(1)</script>';
const HEBREW = 'מפתח הלילה';

async function openKeys(
  keywatch: TestKeywatch,
  tenant: Pick<KeyTenant, 'workspaceId'>,
  { email }: { readonly email: string },
  search = '',
): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await openBrowser({ permissions: ['clipboard-write'] })).newPage();
  const complaints = complaintsOf(page);
  const url = new URL(`/w/${tenant.workspaceId}/keys${search}`, keywatch.url).href;
  await signInAt(page, url, { email, password: PASSWORD });
  await page.getByRole('heading', { name: 'Keys', level: 1 }).waitFor();
  return { page, complaints };
}

/** Rows of keys, without the head. */
function rows(page: Page) {
  return page.getByRole('grid', { name: 'Keys' }).locator('[data-row]');
}

describe.skipIf(chromiumPath === undefined)('the screen of keys', () => {
  test('a key is made, and its secret shown once with what clients need', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedKeyTenant(keywatch);
    const { page, complaints } = await openKeys(keywatch, tenant, tenant);
    await page.getByText('No keys yet').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Create the first key' }).click();
    expect(page.url()).toContain('create=1');
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Name', { exact: true }).fill(SCRIPT);
    await dialog.getByLabel('Description').fill('Cleans up');
    await dialog.getByRole('button', { name: 'Only some' }).click();
    await dialog.getByLabel('crm', { exact: true }).check();
    await dialog.getByLabel('crm:read').check();
    await dialog.getByText('More: limits').click();
    await dialog.getByLabel('Addresses that it may').fill('300.1.1.1');
    await dialog.getByRole('button', { name: 'Add a value' }).click();
    await dialog.locator('fieldset').getByLabel('Name').fill('note');
    await dialog.getByLabel('Value').fill('x'.repeat(2_000));
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Create key' }).click();
    // The refusal stands beside its field, which has the focus.
    await dialog.getByText('is neither an address nor a range').waitFor();
    await expect.poll(async () => await dialog.locator('[aria-invalid="true"]:focus').count()).toBe(1);
    await dialog.getByLabel('Addresses that it may').fill('203.0.113.0/24');
    await dialog.getByRole('button', { name: 'Create key' }).click();
    const secret = (await dialog.getByLabel('Secret', { exact: true }).textContent()) ?? '';
    expect(secret).toMatch(/^kw_live_\w{49}$/);
    await dialog.getByText('"mcpServers"').waitFor();
    for (const [client, text] of [
      ['Cursor', '${env:CRM_API_KEY}'],
      ['VS Code', 'promptString'],
      ['curl', '$CRM_API_KEY'],
    ] as const) {
      await dialog.getByRole('button', { name: client }).click();
      await dialog.locator('pre', { hasText: text }).waitFor();
    }
    expect(await dialog.locator('pre', { hasText: 'tools/list' }).textContent()).not.toContain(secret);
    expect(await seriousFindings(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.getByText('Is the secret kept').waitFor();
    await dialog.getByRole('button', { name: 'It is kept, close' }).click();
    await rows(page).getByText(SCRIPT).waitFor();
    expect(await page.content()).not.toContain(secret);
    expect(complaints).toEqual([]);
  });

  test('a key is suspended, resumed, rotated and revoked from its row', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedKeyTenant(keywatch);
    await makeKey(keywatch, tenant, { name: SCRIPT });
    const { page, complaints } = await openKeys(keywatch, tenant, tenant);
    const dialog = page.getByRole('dialog');
    const act = async (action: string) => {
      await page
        .getByRole('button', { name: `Actions of ${SCRIPT}` })
        .first()
        .click();
      await page.getByRole('menuitem', { name: action }).click();
    };
    await act('Suspend');
    await dialog.getByText(`Suspend “${SCRIPT}”?`).waitFor();
    await dialog.getByRole('button', { name: 'Suspend key' }).click();
    await rows(page).getByText('Suspended').waitFor();
    await page.getByRole('button', { name: 'Resume' }).click();
    await rows(page).getByText('Active').waitFor();
    await act('Rotate');
    await dialog.getByLabel('The old key goes on for').selectOption('0');
    await dialog.getByRole('button', { name: 'Rotate key' }).click();
    await dialog.getByText('The old key is revoked').waitFor();
    await dialog.getByRole('button', { name: 'Done' }).click();
    await dialog.getByRole('button', { name: 'It is kept, close' }).click();
    await expect.poll(async () => await rows(page).count()).toBe(2);
    await act('Revoke');
    await dialog.getByRole('button', { name: 'Revoke key' }).click();
    await expect.poll(async () => await rows(page).getByText('Revoked').count()).toBe(2);
    expect(complaints).toEqual([]);
  });

  test('keys are found by what the URL says, in views that can be shared', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedKeyTenant(keywatch);
    await makeKey(keywatch, tenant, { name: 'of crm', serverIds: [tenant.crm], metadata: { team: 'core' } });
    await makeKey(keywatch, tenant, { name: HEBREW, expiresInDays: 10, ownerId: tenant.member.id });
    await makeKey(keywatch, tenant, { name: '=SUM(A1)', environment: 'staging' });
    const { page, complaints } = await openKeys(keywatch, tenant, tenant, `?server=${tenant.mail}&sort=name`);
    await expect.poll(async () => await names(page)).toEqual(['=SUM(A1)', HEBREW]);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await expect.poll(async () => await names(page)).toEqual(['=SUM(A1)', 'of crm', HEBREW]);
    await page.locator('body').press('/');
    await page.keyboard.type('CRM');
    await expect.poll(async () => await names(page)).toEqual(['of crm']);
    expect(page.url()).toContain('q=CRM');
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('button', { name: 'Filters' }).click();
    await page.getByLabel('Metadata').fill('team');
    await page.getByText('Write a path and a value').waitFor();
    await page.getByLabel('Metadata').fill('team=core');
    await expect.poll(async () => await names(page)).toEqual(['of crm']);
    await page.getByRole('button', { name: 'Clear all' }).click();
    await page.getByRole('button', { name: 'Views' }).click();
    await page.getByRole('menuitem', { name: 'Expiring within 30 days' }).click();
    await expect.poll(async () => await names(page)).toEqual([HEBREW]);
    await page.getByRole('button', { name: 'Expiring within 30 days' }).click();
    await page.getByRole('menuitem', { name: 'Save as a view' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Mine');
    await page.getByRole('button', { name: 'Save view' }).click();
    await page.goto(page.url());
    await page.getByRole('button', { name: 'Mine' }).click();
    expect(await page.getByRole('menuitem', { name: 'Mine' }).count()).toBe(1);
    await page.getByRole('menuitem', { name: 'All keys' }).click();
    await page.getByRole('button', { name: 'Created' }).click();
    await page.getByRole('columnheader', { name: 'Created', exact: true }).waitFor();
    await expect.poll(async () => await names(page)).toHaveLength(3);
    expect(await seriousFindings(page)).toEqual([]);
    const saved = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    const csv = await readFile(await (await saved).path(), 'utf8');
    expect(csv).toContain("'=SUM(A1)");
    expect(csv.split('\r\n')[0]).toContain('Name,Description,Status');
    expect(complaints).toEqual([]);
  });

  test('chosen keys are revoked as they were shown or not at all', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedKeyTenant(keywatch);
    const { workspaceId, token } = tenant;
    const made = await Promise.all(
      ['one', 'two', 'three'].map(async (name) => await makeKey(keywatch, tenant, { name })),
    );
    const { page } = await openKeys(keywatch, tenant, tenant, '?sort=name');
    await rows(page).first().focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Shift+ArrowDown');
    await page.getByText('2 chosen').waitFor();
    await page.getByRole('button', { name: 'Suspend 2' }).click();
    await page.getByRole('button', { name: 'Suspend 2 keys' }).click();
    await expect.poll(async () => await rows(page).getByText('Suspended').count()).toBe(2);
    await page.getByLabel('Select all rows that are loaded').check();
    await page.getByRole('button', { name: 'Revoke 3' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Type 3 to go on').fill('3');
    success(await ask(keywatch, RevokeKey, { workspaceId, keyId: made[0]?.key.id ?? '' }, token));
    await dialog.getByRole('button', { name: 'Revoke 3 keys' }).click();
    await dialog.getByText('Nothing was revoked').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await dialog.getByLabel('Type 2 to go on').fill('2');
    await dialog.getByRole('button', { name: 'Revoke 2 keys' }).click();
    await expect.poll(async () => await rows(page).getByText('Revoked').count()).toBe(3);
  });

  test('a member sees own keys, a viewer makes none, and what is refused is said', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const tenant = await seedKeyTenant(keywatch);
    await makeKey(keywatch, tenant, { name: 'of the owner' });
    const own = await makeKey(keywatch, tenant, { name: 'of Mel', ownerId: tenant.member.id });
    const { page: member } = await openKeys(keywatch, tenant, tenant.member);
    await expect.poll(async () => await names(member)).toEqual(['of Mel']);
    expect(await member.getByRole('columnheader', { name: 'Owner' }).count()).toBe(0);
    await sql(keywatch.databaseUrl, 'UPDATE keys SET revoked_at = now() WHERE id = $1', [own.key.id]);
    await member.getByRole('button', { name: 'Actions of of Mel' }).click();
    await member.getByRole('menuitem', { name: 'Suspend' }).click();
    await member.getByRole('button', { name: 'Suspend key' }).click();
    await member.getByText('The key is revoked, which is final').waitFor();

    const { page: viewer } = await openKeys(keywatch, tenant, tenant.viewer, '?create=1');
    await expect.poll(async () => (await names(viewer)).toSorted()).toEqual(['of Mel', 'of the owner']);
    expect(await viewer.getByRole('button', { name: 'Create key' }).count()).toBe(0);
    expect(await viewer.getByRole('dialog').count()).toBe(0);
    expect(await viewer.getByRole('button', { name: /^Actions of/ }).count()).toBe(0);
  });

  test('a thousand keys are scrolled through page by page, over a lost connection', async () => {
    const keywatch = await sharedKeywatch({ role: 'api' });
    const owner = await seedTenant(keywatch);
    await seedManyKeys(keywatch.databaseUrl, owner, 1_000);
    const { page } = await openKeys(keywatch, owner, owner);
    const grid = page.getByRole('grid', { name: 'Keys' });
    await grid.getByText('key 1', { exact: true }).waitFor();
    await expect.poll(async () => await grid.getAttribute('aria-rowcount')).toBe('1001');
    expect(await rows(page).count()).toBeLessThan(60);
    await rows(page).first().focus();
    await page.context().setOffline(true);
    await page.keyboard.press('End');
    await page.keyboard.press('End');
    await page.getByText('(OFFLINE)').waitFor();
    expect(await rows(page).count()).toBeGreaterThan(10);
    await page.context().setOffline(false);
    // What did not come is read again by itself.
    await page.getByText('(OFFLINE)').waitFor({ state: 'detached' });
    await rows(page).first().focus();
    await expect
      .poll(async () => {
        await page.keyboard.press('End');
        return await page.evaluate(() => document.activeElement?.getAttribute('aria-rowindex'));
      })
      .toBe('1001');
    await grid.getByText('key 1000', { exact: true }).waitFor();
  });
});

async function names(page: Page): Promise<string[]> {
  return await rows(page).locator('[data-key]').allTextContents();
}
