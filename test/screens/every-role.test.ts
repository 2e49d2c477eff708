import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { chromiumPath } from '../support/chromium.ts';
import { seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { seedMember } from '../support/members.ts';
import { openScreen } from '../support/screen.ts';
import { screensOf, seedThings, walkTo } from '../support/screens.ts';

const ADMINS_ONLY = /^\/(webhooks|tokens|audit|settings)/;
/** What a viewer has no use for: buttons that change something. */
const CHANGES =
  /^(Acknowledge|Actions|Add|Assign|Contain|Create|Delete|Disable|Edit|Enable|Invite|Make|Mute|Redeliver|Remove|Reopen|Resolve|Revoke|Rotate|Save changes|Send|Switch|Undo|Withdraw)\b/;

describe.skipIf(chromiumPath === undefined)('every screen', { timeout: 180_000 }, () => {
  test.each([
    ['OWNER', []],
    ['ADMIN', ['Delete workspace']],
    ['MEMBER', []],
    ['VIEWER', []],
  ] as const)('shows to %s what they may see and offers what they may do', async (role, barred) => {
    const keywatch = await sharedKeywatch();
    const tenant = await seedKeyTenant(keywatch);
    const things = await seedThings(keywatch, tenant);
    const people = { OWNER: tenant, MEMBER: tenant.member, VIEWER: tenant.viewer };
    const person = role === 'ADMIN' ? await seedMember(keywatch, tenant, role) : people[role];
    const { page, complaints } = await openScreen(person, tenant);
    const isAdmin = role === 'OWNER' || role === 'ADMIN';
    const disabled: string[] = [];
    for (const path of screensOf(things)) {
      await walkTo(page, tenant.workspaceId, path);
      const text = await page.getByRole('main').innerText();
      expect({
        path,
        isClosed: text.includes('Only owners and admins see this'),
        isForeign: text.includes('There is nothing here'),
        changing: role === 'VIEWER' && path !== '/account' ? await changing(page) : [],
      }).toEqual({
        path,
        isClosed: !isAdmin && ADMINS_ONLY.test(path),
        isForeign: role === 'MEMBER' && /^\/(keys|alerts)\/./.test(path),
        changing: [],
      });
      const held = page.getByRole('main').getByRole('button', { name: /^Delete/, disabled: true });
      disabled.push(...(await held.allInnerTexts()));
    }
    expect(disabled).toEqual(barred);
    expect(complaints).toEqual([]);
  });

  test('opens no dialog for who may not do what it is for, whatever the link says', async () => {
    const keywatch = await sharedKeywatch();
    const tenant = await seedKeyTenant(keywatch);
    const { page } = await openScreen(tenant.viewer, tenant);
    for (const path of ['/keys?create=1', '/servers?create=1', '/people?invite=1', '/tokens?create=1']) {
      await walkTo(page, tenant.workspaceId, path);
      expect({ path, dialogs: await page.getByRole('dialog').count() }).toEqual({ path, dialogs: 0 });
    }
  });
});

/** Buttons of the screen that change something and can be pressed. */
async function changing(page: Page): Promise<string[]> {
  const buttons = await page.getByRole('main').getByRole('button', { disabled: false }).allInnerTexts();
  return buttons.filter((name) => CHANGES.test(name));
}
