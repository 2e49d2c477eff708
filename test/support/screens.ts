import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { seedAlert } from './alerts.ts';
import { CreateWebhookEndpoint } from './documents.ts';
import { ask, success } from './graphql.ts';
import { type KeyTenant, makeKey } from './key-tenant.ts';
import type { TestKeywatch } from './keywatch.ts';
import { press } from './screen.ts';

/** Things of a workspace that have screens of their own. */
export interface Things {
  readonly keyId: string;
  readonly serverId: string;
  readonly webhookId: string;
  readonly alertId: string;
}

/** Makes one thing of each kind that has a screen of its own. */
export async function seedThings(keywatch: TestKeywatch, tenant: KeyTenant): Promise<Things> {
  const { workspaceId, token, crm: serverId } = tenant;
  const keyId = (await makeKey(keywatch, tenant)).key.id;
  const hook = { workspaceId, url: 'https://hooks.invalid/a' };
  const webhookId = success(await ask(keywatch, CreateWebhookEndpoint, hook, token)).endpoint.id;
  const alertId = await seedAlert(keywatch.databaseUrl, { workspaceId, keyId });
  return { keyId, serverId, webhookId, alertId };
}

/** Every screen, as a path below that of the workspace. */
export function screensOf({ keyId, serverId, webhookId, alertId }: Things): readonly string[] {
  return [
    '/overview',
    '/keys',
    ...['usage', 'sources', 'alerts', 'audit', 'metadata', 'limits'].map(
      (tab) => `/keys/${keyId}?tab=${tab}`,
    ),
    '/alerts?state=all',
    `/alerts/${alertId}`,
    '/servers',
    ...['overview', 'clients', 'settings'].map((tab) => `/servers/${serverId}?tab=${tab}`),
    '/replay?rules=limit&limit=1&days=2',
    '/people',
    '/webhooks',
    '/webhooks?tab=events',
    ...['deliveries', 'settings', 'signatures'].map((tab) => `/webhooks/${webhookId}?tab=${tab}`),
    '/tokens',
    '/audit',
    ...['general', 'thresholds', 'mutes', 'containment', 'leaks'].map((tab) => `/settings?tab=${tab}`),
    '/account',
  ];
}

/** A dialog: where it is, and what opens it. */
export type DialogOf = readonly [name: string, path: string, open: (page: Page) => Promise<void>];

/** The dialogs that an owner can open. */
export function dialogsOf({ keyId, serverId, webhookId, alertId }: Things): readonly DialogOf[] {
  const pressing =
    (...names: readonly string[]) =>
    async (page: Page) => {
      for (const name of names) await press(page, name);
    };
  const choosing = (button: string, item: string | RegExp) => async (page: Page) => {
    await press(page, button);
    await page.getByRole('menuitem', { name: item }).click();
  };
  return [
    ['search', '/overview', async (page) => await page.keyboard.press('Control+k')],
    ['create a key', '/keys?create=1', async (page) => await page.getByText('More: limits').click()],
    ['edit a key', `/keys/${keyId}`, choosing('Actions', 'Edit')],
    ['show its secret', `/keys/${keyId}`, choosing('Actions', 'Show the secret')],
    ['revoke it', `/keys/${keyId}`, choosing('Actions', 'Revoke')],
    ['delete it', `/keys/${keyId}`, choosing('Actions', 'Delete')],
    ['contain it', `/keys/${keyId}`, pressing('Contain …')],
    ['resolve', `/alerts/${alertId}`, pressing('Resolve …')],
    ['mute an alert', `/alerts/${alertId}`, choosing('More actions', 'Mute')],
    ['assign', `/alerts/${alertId}`, choosing('More actions', 'Assign')],
    ['add a server', '/servers?create=1', nothing],
    ['switch a server off', `/servers/${serverId}`, pressing('Switch off')],
    ['delete a server', `/servers/${serverId}`, pressing('Delete')],
    ['invite', '/people?invite=1', nothing],
    ['add a webhook', '/webhooks?create=1', nothing],
    ['delete a webhook', `/webhooks/${webhookId}`, pressing('Delete')],
    ['make a token', '/tokens?create=1', nothing],
    ['revoke a token', '/tokens', pressing('Revoke')],
    ['add a threshold', '/settings?tab=thresholds', pressing('Add a threshold')],
    ['add a mute', '/settings?tab=mutes', pressing('Add a mute')],
    ['end a mute', '/settings?tab=mutes', pressing('End')],
    ['change the password', '/account', pressing('Change password')],
  ];
}

async function nothing(): Promise<void> {
  await Promise.resolve();
}

/** Goes on within the page, as its links do. */
export async function goWithin(page: Page, workspaceId: string, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), `/w/${workspaceId}${path}`);
}

/** Goes on within the page, and waits until all of the screen has been read. */
export async function walkTo(page: Page, workspaceId: string, path: string): Promise<void> {
  await goWithin(page, workspaceId, path);
  await settled(page);
}

/** Waits until nothing of the screen is being read any more. */
async function settled(page: Page): Promise<void> {
  await page.locator('#root :is(h1, h2)').first().waitFor();
  await expect.poll(async () => await page.evaluate(waiting), { timeout: 15_000 }).toEqual([]);
}

/** What a page is still waiting for; runs in it. */
function waiting(): string[] {
  const places = [...document.querySelectorAll('output, [aria-busy="true"]')];
  return places
    .map((place) => place.getAttribute('aria-label') ?? place.textContent)
    .filter((text) => /^(Loading|Counting)/.test(text));
}
