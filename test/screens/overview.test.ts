import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { chromiumPath, signInAt } from '../support/chromium.ts';
import { CreateKey, CreateServer } from '../support/documents.ts';
import { type Gateway, seedGateway } from '../support/gateway.ts';
import { ask, PASSWORD, type Person, seedTenant, signUp, success } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { addMember } from '../support/sql.ts';

const WILD = '<script>alert(1)</script> \u05d0\u05d1\u05d2';

describe.skipIf(chromiumPath === undefined)('the overview', () => {
  test('shows what was counted, and moves without being loaded again', async () => {
    const gateway = await seedGateway(await sharedKeywatch());
    await send(gateway, 7, 'tools/call:search');
    const { page, complaints } = await openOverview(gateway.tenant);
    await vi.waitFor(async () => expect(await tile(page, 'Requests')).toBe('7'), PATIENCE);
    await page.getByRole('slider', { name: 'Requests by server' }).waitFor();
    expect(await page.getByRole('table', { name: 'Top endpoints' }).textContent()).toContain(
      'tools/call:search',
    );
    const live = page.getByRole('region', { name: 'The last hour, by minute' });
    await live.getByText('Live').waitFor();
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await send(gateway, 5, 'tools/call:search');
    await vi.waitFor(async () => expect(await tile(page, 'Requests')).toBe('12'), SECONDS);
    await page
      .getByRole('list', { name: 'Series of Requests by server' })
      .getByRole('button', { name: /12$/ })
      .waitFor();
    expect(await page.getByRole('table', { name: 'Top keys' }).textContent()).toContain('12');
    await page.getByRole('slider', { name: 'Requests and denials of the last hour' }).focus();
    await vi.waitFor(async () => {
      await page.keyboard.press('End');
      const said = await live.getByRole('slider').getAttribute('aria-valuetext');
      const before = await page.keyboard
        .press('ArrowLeft')
        .then(async () => await live.getByRole('slider').getAttribute('aria-valuetext'));
      // The minute may turn between the two.
      expect(requestsIn(said) + (requestsIn(said) === 12 ? 0 : requestsIn(before))).toBe(12);
    }, PATIENCE);
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
    expect(complaints).toEqual([]);
  });

  test('keeps what is looked at in the URL, zooms by dragging, and exports it', async () => {
    const gateway = await seedGateway(await sharedKeywatch());
    await send(gateway, 3, 'tools/list');
    const { page } = await openOverview(gateway.tenant);
    await page.getByRole('button', { name: '7 d' }).click();
    await page.getByRole('button', { name: 'Key', exact: true }).click();
    expect(new URL(page.url()).search).toBe('?range=7d&by=KEY');
    await page.reload();
    const chart = page.getByRole('slider', { name: 'Requests by key' });
    await chart.waitFor();
    const file = await page.getByRole('link', { name: 'Export' }).getAttribute('href');
    const rows = await page.evaluate(async (href) => await (await fetch(href)).text(), file ?? '');
    expect(rows).toMatch(new RegExp(`${gateway.keyId}.*,3,`));
    const box = await chart.boundingBox();
    if (box === null) throw new Error('The chart is not to be seen.');
    await page.mouse.move(box.x + box.width - 300, box.y + 80);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width - 30, box.y + 90, { steps: 4 });
    await page.mouse.up();
    await page.waitForURL(/range=custom&by=KEY&from=.*&to=/);
    await page.getByLabel('From').waitFor();
    await page.goBack();
    expect(new URL(page.url()).search).toBe('?range=7d&by=KEY');
  });

  test('says in a workspace without data what to do next, to each as they may', async () => {
    const keywatch = await sharedKeywatch();
    const tenant = await seedTenant(keywatch);
    const { page, complaints } = await openOverview(tenant);
    await page.getByText('First steps').waitFor();
    expect(await page.getByRole('link', { name: 'Add a server' }).isVisible()).toBe(true);
    expect(await page.getByText('Nothing was counted in this span').first().isVisible()).toBe(true);
    expect(await seriousFindings(page)).toEqual([]);

    const viewer = await signUp(keywatch, 'Vic');
    await addMember(keywatch.databaseUrl, {
      workspaceId: tenant.workspaceId,
      userId: viewer.id,
      role: 'VIEWER',
    });
    const theirs = await openOverview(viewer);
    await theirs.page.getByText('An owner or admin adds servers').waitFor();
    expect(await theirs.page.getByRole('link', { name: /^(Add|Create|Make) a/ }).count()).toBe(0);
    expect([...complaints, ...theirs.complaints]).toEqual([]);
  });

  test.each(['light', 'dark'] as const)(
    'shows any name as it is, and axe finds nothing in %s',
    async (colorScheme) => {
      const keywatch = await sharedKeywatch();
      const gateway = await seedGateway(keywatch);
      const { workspaceId, token } = gateway.tenant;
      success(await ask(keywatch, CreateServer, { workspaceId, slug: 'wild', name: WILD }, token));
      const { secret } = success(
        await ask(
          keywatch,
          CreateKey,
          { workspaceId, name: WILD, metadata: { note: 'x'.repeat(2_000) } },
          token,
        ),
      );
      await gateway.verify({ key: secret, server: 'wild', endpoint: `tools/call:${'y'.repeat(150)}` });
      const { page, complaints } = await openOverview(gateway.tenant, colorScheme);
      const keys = page.getByRole('table', { name: 'Top keys' });
      await vi.waitFor(async () => {
        await page.reload();
        await keys.getByRole('link', { name: '<script>alert(1)</script>' }).waitFor({ timeout: 2_000 });
      }, PATIENCE);
      await page.getByRole('list', { name: 'Series of Requests by server' }).getByText(WILD).waitFor();
      expect(await seriousFindings(page)).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
      expect(complaints).toEqual([]);
    },
  );
});

/** Less than after which it is read again without news. */
const SECONDS = { timeout: 12_000, interval: 300 };
const PATIENCE = { timeout: 20_000, interval: 300 };

async function send(gateway: Gateway, times: number, endpoint: string): Promise<void> {
  for (let sent = 0; sent < times; sent += 1) {
    await gateway.verify({ key: gateway.secret, server: 'crm', endpoint });
  }
}

async function openOverview(
  person: Person,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; complaints: string[] }> {
  const keywatch = await sharedKeywatch();
  const page = await (await openBrowser({ colorScheme })).newPage();
  const complaints = complaintsOf(page);
  await signInAt(page, keywatch.url, { email: person.email, password: PASSWORD });
  await page.getByRole('heading', { name: 'Overview' }).waitFor();
  return { page, complaints };
}

/** The figure of a tile. */
async function tile(page: Page, name: string): Promise<string> {
  const region = page.getByRole('region', { name, exact: true });
  await region
    .getByText(/^[\d,]+$/)
    .first()
    .waitFor();
  return (
    (await region
      .getByText(/^[\d,]+$/)
      .first()
      .textContent()) ?? ''
  );
}

function requestsIn(said: string | null): number {
  return Number(/Requests: (\d+)/.exec(said ?? '')?.[1] ?? Number.NaN);
}
