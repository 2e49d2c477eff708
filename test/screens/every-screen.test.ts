import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { seedTenant } from '../support/graphql.ts';
import { seedHostileWorkspace } from '../support/hostile-workspace.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { openScreen } from '../support/screen.ts';
import { carelessNames, overflows } from '../support/screen-faults.ts';
import { dialogsOf, screensOf, walkTo } from '../support/screens.ts';

const WIDE = { width: 1360, height: 900 };
const NARROW = { width: 375, height: 800 };

/** What an empty workspace says, screen by screen. */
const EMPTY: Readonly<Record<string, string>> = {
  '/overview': 'A server is what keys open',
  '/keys': 'Create the first key',
  '/alerts': 'No alert is open.',
  '/alerts?state=all': 'Verify requests with a key to begin.',
  '/servers': 'Add a server',
  '/replay': 'Tick a rule',
  '/people': 'Nobody is invited',
  '/webhooks': 'Add a webhook',
  '/tokens': 'No tokens yet',
  '/audit': 'workspace.created',
  '/settings?tab=thresholds': 'Add a threshold',
  '/settings?tab=mutes': 'Add a mute for a load test',
  '/settings?tab=containment': 'Add a rule',
  '/settings?tab=leaks': 'Scanners report keys',
  '/account': 'Octolane',
};

describe.skipIf(chromiumPath === undefined)('every screen', { timeout: 240_000 }, () => {
  test.each([
    ['light', undefined],
    ['dark', ['color-contrast']],
  ] as const)(
    'shows hostile names as text, fits its window and can be read by all (%s)',
    async (colorScheme, rules) => {
      const hostile = await seedHostileWorkspace(await sharedKeywatch());
      const { page, complaints } = await openScreen(hostile, hostile);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const faults: string[] = [];
      page.on('dialog', () => faults.push('A script ran.'));
      const look = async (name: string) => {
        const found = [...(await seriousFindings(page, rules)), ...(await carelessNames(page))];
        for (const size of colorScheme === 'light' ? [NARROW, WIDE] : []) {
          await page.setViewportSize(size);
          found.push(...(await overflows(page)));
        }
        faults.push(...found.map((fault) => `${name}: ${fault}`));
      };
      for (const path of screensOf(hostile)) {
        await walkTo(page, hostile.workspaceId, path);
        await look(path);
      }
      for (const [name, path, open] of dialogsOf(hostile)) {
        await walkTo(page, hostile.workspaceId, path);
        await open(page);
        await page.getByRole('dialog').waitFor();
        await look(name);
        await page.keyboard.press('Escape');
        await page.getByRole('dialog').waitFor({ state: 'hidden' });
      }
      expect([...faults, ...complaints]).toEqual([]);
    },
  );

  test('says in an empty workspace what to do next', async () => {
    const tenant = await seedTenant(await sharedKeywatch());
    const { page, complaints } = await openScreen(tenant, tenant);
    const faults: string[] = [];
    for (const [path, says] of Object.entries(EMPTY)) {
      await walkTo(page, tenant.workspaceId, path);
      faults.push(...(await emptyFaults(page, says)).map((fault) => `${path}: ${fault}`));
    }
    expect([...faults, ...complaints]).toEqual([]);
  });
});

async function emptyFaults(page: Page, says: string): Promise<string[]> {
  const main = page.getByRole('main');
  await expect.poll(async () => await main.innerText()).toContain(says);
  const text = await main.innerText();
  return [...(/\([A-Z]+_?[A-Z_]+\)/.exec(text) ?? []), ...(await seriousFindings(page))];
}
