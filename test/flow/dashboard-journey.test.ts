import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { chromiumPath, signInAt } from '../support/chromium.ts';
import { startKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { reportHistory, takeClock, useKey } from '../support/theft.ts';

const OWNER = { email: 'owner@example.com', password: 'correct horse battery' };
const SERVER = 'crm';
const NEWS_MS = 30_000;

describe.skipIf(chromiumPath === undefined)('the dashboard', () => {
  test('leads from the first start to a key, shows its traffic, tells of its theft and undoes what is done about it', async () => {
    const clock = takeClock();
    const keywatch = await startKeywatch({ ownerEmail: OWNER.email, ownerPassword: OWNER.password });
    const page = await (await openBrowser()).newPage();
    const complaints = complaintsOf(page);
    await signInAt(page, keywatch.url, OWNER);
    await page.getByRole('link', { name: 'Add a server' }).click();
    await fill(page, { Name: 'CRM', Slug: SERVER });
    await page.getByRole('button', { name: 'Add server' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });

    const { keyId, secret } = await createKey(page);
    const gatewayToken = await makeToken(page, 'GATEWAY');
    const adminToken = await makeToken(page, 'ADMIN');
    await reportHistory(keywatch, { adminToken, keyId, server: SERVER });
    const use = { gatewayToken, secret, server: SERVER };

    await goTo(page, 'Overview');
    clock.nextMinute();
    await useKey(keywatch, { ...use, ip: '198.51.100.7', times: 6 });
    await page.getByText('6 requests this minute').waitFor({ timeout: NEWS_MS });

    clock.nextMinute();
    await useKey(keywatch, { ...use, ip: '203.0.113.66', times: 600 });
    await page.getByText('600 requests this minute').waitFor({ timeout: NEWS_MS });
    clock.nextMinute();
    await page.getByRole('button', { name: 'Look at it' }).click({ timeout: NEWS_MS });
    await page.getByText('1 address never seen before').first().waitFor();

    const verify = async () => await codeOf(keywatch, gatewayToken, secret);
    expect(await verify()).toBe('VALID');
    await page.getByRole('button', { name: /^Contain now/ }).click();
    await page.getByRole('dialog').getByLabel('Step').selectOption('SUSPEND');
    await page.getByRole('dialog').getByRole('button', { name: 'Suspend key' }).click();
    await page.getByText('Holds now').waitFor();
    expect(await verify()).toBe('SUSPENDED');
    await page.getByRole('main').getByRole('button', { name: 'Undo' }).click();
    await page
      .getByRole('dialog', { name: 'Undo the containment' })
      .getByRole('button', { name: 'Undo' })
      .click();
    await page.getByText('Holds now').waitFor({ state: 'hidden' });
    expect(await verify()).toBe('VALID');
    expect(complaints).toEqual([]);
  }, 120_000);
});

async function goTo(page: Page, place: string): Promise<void> {
  await page.getByRole('navigation', { name: 'Workspace' }).getByRole('link', { name: place }).click();
}

async function fill(page: Page, values: Record<string, string>): Promise<void> {
  const dialog = page.getByRole('dialog');
  for (const [label, value] of Object.entries(values))
    await dialog.getByLabel(label, { exact: true }).fill(value);
}

async function createKey(page: Page): Promise<{ keyId: string; secret: string }> {
  await goTo(page, 'Keys');
  await page.getByRole('main').getByRole('button', { name: 'Create key' }).first().click();
  await fill(page, { Name: 'Support agent' });
  await page.getByText('More: limits').click();
  await fill(page, { 'Rate limit': '100000' });
  await page.getByRole('dialog').getByRole('button', { name: 'Create key' }).click();
  const secret = await page.getByLabel('Secret', { exact: true }).innerText();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'It is kept, close' }).click();
  await page.getByRole('link', { name: 'Support agent' }).click();
  await page.waitForURL(/\/keys\/[0-9a-f-]{36}/);
  return { keyId: /\/keys\/([0-9a-f-]{36})/.exec(page.url())?.[1] ?? '', secret: secret.trim() };
}

async function makeToken(page: Page, kind: 'GATEWAY' | 'ADMIN'): Promise<string> {
  await goTo(page, 'Tokens');
  await page.getByRole('main').getByRole('button', { name: 'Make a token' }).first().click();
  await fill(page, { Name: `A machine with ${kind}` });
  await page.getByRole('dialog').getByLabel('Kind').selectOption(kind);
  await page.getByRole('button', { name: 'Make token' }).click();
  const token = await page.getByLabel('Token', { exact: true }).innerText();
  await page.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'It is kept, close' }).click();
  return token.trim();
}

async function codeOf(keywatch: TestKeywatch, gatewayToken: string, key: string): Promise<string> {
  const { body } = await keywatch.post('/v1/keys/verify', gatewayToken, { key, server: SERVER });
  return (body as { code: string }).code;
}
