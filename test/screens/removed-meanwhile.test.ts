import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seedAlert } from '../support/alerts.ts';
import { chromiumPath } from '../support/chromium.ts';
import { DeleteKey } from '../support/documents/keys.ts';
import { RemoveMember } from '../support/documents/people.ts';
import { MakeToken, RevokeToken } from '../support/documents/platform.ts';
import { DeleteServer } from '../support/documents/servers.ts';
import { DeleteEndpoint } from '../support/documents/webhooks.ts';
import { CreateWebhookEndpoint, RevokeKey } from '../support/documents.ts';
import { ask, success } from '../support/graphql.ts';
import { type KeyTenant, makeKey, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch, type TestKeywatch } from '../support/keywatch.ts';
import { openScreen, press } from '../support/screen.ts';
import { walkTo } from '../support/screens.ts';

describe.skipIf(chromiumPath === undefined)('what is gone', { timeout: 60_000 }, () => {
  const removals = [
    ['a webhook', seedWebhook],
    ['a token', seedToken],
    ['a member', seedRemovedMember],
    ['a key', seedKey],
    ['a server', seedServer],
  ] as const;

  test.each(removals)(
    '%s that somebody else removed meanwhile: the page says what to do',
    async (_what, seed) => {
      const keywatch = await sharedKeywatch();
      const tenant = await seedKeyTenant(keywatch);
      const { path, remove, act } = await seed(keywatch, tenant);
      const { page, complaints } = await openScreen(tenant, tenant);
      await walkTo(page, tenant.workspaceId, path);
      await remove();
      await act(page);
      await page.getByRole('alert').filter({ hasText: 'load the page again' }).waitFor();
      expect(complaints).toEqual([]);
    },
  );

  test('an alert of a revoked key leads to the key and does not offer to contain it', async () => {
    const keywatch = await sharedKeywatch();
    const tenant = await seedKeyTenant(keywatch);
    const { workspaceId, token } = tenant;
    const keyId = (await makeKey(keywatch, tenant)).key.id;
    const alertId = await seedAlert(keywatch.databaseUrl, { workspaceId, keyId });
    success(await ask(keywatch, RevokeKey, { workspaceId, keyId }, token));
    const { page } = await openScreen(tenant, tenant);
    await walkTo(page, workspaceId, `/alerts/${alertId}`);
    await page.getByText('there is nothing left to contain').waitFor();
    expect(await page.getByRole('button', { name: /^Contain/ }).count()).toBe(0);
    await page.getByRole('main').getByRole('link', { name: 'CI' }).first().click();
    await page.getByText('Revoked', { exact: true }).first().waitFor();
    expect(await page.getByRole('button', { name: /^Contain/ }).count()).toBe(0);
  });
});

/** Something that a screen shows, how somebody else removes it, and what is pressed on the screen then. */
interface Removal {
  readonly path: string;
  remove(): Promise<unknown>;
  act(page: Page): Promise<void>;
}

async function seedWebhook(keywatch: TestKeywatch, { workspaceId, token }: KeyTenant): Promise<Removal> {
  const hook = { workspaceId, url: 'https://hooks.invalid/a' };
  const endpointId = success(await ask(keywatch, CreateWebhookEndpoint, hook, token)).endpoint.id;
  return {
    path: `/webhooks/${endpointId}`,
    remove: async () => success(await ask(keywatch, DeleteEndpoint, { workspaceId, endpointId }, token)),
    act: async (page) => await press(page, 'Send test event'),
  };
}

async function seedToken(keywatch: TestKeywatch, { workspaceId, token }: KeyTenant): Promise<Removal> {
  const gateway = { workspaceId, kind: 'GATEWAY' as const, name: 'nginx' };
  const accessTokenId = success(await ask(keywatch, MakeToken, gateway, token)).accessToken.id;
  return {
    path: '/tokens',
    remove: async () => await ask(keywatch, RevokeToken, { workspaceId, accessTokenId }, token),
    act: async (page) => {
      await press(page, 'Revoke');
      await press(page, 'Revoke token');
    },
  };
}

async function seedRemovedMember(keywatch: TestKeywatch, tenant: KeyTenant): Promise<Removal> {
  const { workspaceId, token, member } = tenant;
  return await Promise.resolve({
    path: '/people',
    remove: async () => await ask(keywatch, RemoveMember, { workspaceId, userId: member.id }, token),
    act: async (page) => {
      await press(page, 'What to do about Mel');
      await page.getByRole('menuitem', { name: 'Remove …' }).click();
      await press(page, 'Remove');
    },
  });
}

async function seedKey(keywatch: TestKeywatch, tenant: KeyTenant): Promise<Removal> {
  const keyId = (await makeKey(keywatch, tenant)).key.id;
  const place = { workspaceId: tenant.workspaceId, keyId };
  return {
    path: `/keys/${keyId}`,
    remove: async () => success(await ask(keywatch, DeleteKey, place, tenant.token)),
    act: async (page) => {
      await press(page, 'Actions');
      await page.getByRole('menuitem', { name: 'Suspend …' }).click();
      await press(page, 'Suspend key');
    },
  };
}

async function seedServer(keywatch: TestKeywatch, tenant: KeyTenant): Promise<Removal> {
  const { workspaceId, token, crm: serverId } = tenant;
  const removed = { workspaceId, serverId, confirmSlug: 'crm' };
  return await Promise.resolve({
    path: `/servers/${serverId}`,
    remove: async () => success(await ask(keywatch, DeleteServer, removed, token)),
    act: async (page) => {
      await press(page, 'Switch off');
      await press(page, 'Switch off');
    },
  });
}
