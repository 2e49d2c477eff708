import type { Page } from 'playwright-core';
import { describe, expect, test, vi } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { chromiumPath, signInAt } from '../support/chromium.ts';
import { PolicyReplay } from '../support/documents/replay.ts';
import { seedGateway } from '../support/gateway.ts';
import { ask, PASSWORD, type Person, signUp } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { addMember } from '../support/sql.ts';

const PATIENCE = { timeout: 20_000, interval: 300 };

describe.skipIf(chromiumPath === undefined)('policy replay', () => {
  test('tells exactly what other addresses would have lost, and keeps the trial in the URL', async () => {
    const gateway = await seedSent();
    const { page, complaints } = await openReplay(gateway.tenant);
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Choose at least one rule to change.').waitFor();
    await page.getByLabel('Allowed addresses').check();
    await page.getByLabel('Addresses and ranges').fill('203.0.113.0/24\n2001:db8::/32');
    await page.getByRole('button', { name: 'Replay' }).click();
    const verdict = '2 of the 6 requests that were let through would have been rejected (33.33%).';
    await page.getByText(verdict).waitFor();
    const [row] = await page
      .getByRole('table', { name: 'By key' })
      .getByRole('row')
      .all()
      .then((all) => all.slice(1));
    expect(await row?.textContent()).toBe('Key 6233.33%Exactly');
    expect(await seriousFindings(page)).toEqual([]);
    await page.reload();
    await page.getByText(verdict).waitFor();
    expect(await page.getByLabel('Addresses and ranges').inputValue()).toContain('2001:db8::/32');
    expect(complaints).toEqual([]);
  });

  test('tells of several rules what each would do alone, and why a number is within bounds', async () => {
    const gateway = await seedSent();
    const { page } = await openReplay(
      gateway.tenant,
      '?rules=limit,scopes&limit=5&windowSeconds=86400&scopes=other:read',
    );
    const rules = page.getByRole('table', { name: 'By rule' });
    await rules.waitFor();
    expect(await rules.getByRole('row').allTextContents()).toEqual([
      'RuleLet throughWould be rejectedShareKnown',
      expect.stringMatching(/^Limit and burst alone6116\.67%Exactly$/),
      expect.stringMatching(/^Scopes alone6.*asked scopes are not stored$/),
      expect.stringMatching(/^All together6.*asked scopes are not stored/),
    ]);
    await page.getByText('Why it is not exact').waitFor();
    await page.getByLabel('Burst').last().fill('9');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Write a number from 1 to the limit, or nothing.').waitFor();
  });

  test('says what is wrong with a range, and judges named keys only', async () => {
    const gateway = await seedSent();
    const { page } = await openReplay(gateway.tenant, '?rules=cidrs&cidrs=10.0.0.1%2F8');
    await page.getByText('(CIDR_INVALID)').waitFor();
    await page.getByRole('button', { name: 'Named' }).click();
    await page.getByRole('checkbox', { name: 'Key', exact: true }).check();
    await page.getByLabel('Addresses and ranges').fill('');
    await page.getByRole('button', { name: 'Replay' }).click();
    await page.getByText('Nothing would have been lost').waitFor();
    expect(new URL(page.url()).searchParams.getAll('key')).toEqual([gateway.keyId]);
    expect(await seriousFindings(page)).toEqual([]);
  });

  test('lets members ask about their own keys only', async () => {
    const keywatch = await sharedKeywatch();
    const gateway = await seedSent();
    const member = await signUp(keywatch, 'Mel');
    const { workspaceId } = gateway.tenant;
    await addMember(keywatch.databaseUrl, { workspaceId, userId: member.id, role: 'MEMBER' });
    const { page } = await openReplay(member, `?rules=cidrs&cidrs=10.0.0.0/8`);
    await page.getByText('None of these keys had a request').waitFor();
    await page.getByText('All your keys').waitFor();
    await page.goto(`${page.url()}&keys=named&key=${gateway.keyId}`);
    await page.getByText('(NOT_FOUND)').waitFor();
    expect(await page.getByRole('table').count()).toBe(0);
  });
});

async function seedSent() {
  const keywatch = await sharedKeywatch();
  const gateway = await seedGateway(keywatch);
  const addresses = [
    '203.0.113.1',
    '203.0.113.2',
    '203.0.113.1',
    '2001:db8::1',
    '198.51.100.7',
    '198.51.100.8',
  ];
  for (const ip of addresses) await gateway.verify({ key: gateway.secret, ip });
  const { workspaceId, token } = gateway.tenant;
  await vi.waitFor(async () => {
    const asked = { workspaceId, policy: { allowCidrs: ['203.0.113.0/24'] } };
    const { total } = await ask(keywatch, PolicyReplay, asked, token);
    expect([total.requests, total.exact]).toEqual([addresses.length, true]);
  }, PATIENCE);
  return gateway;
}

async function openReplay(person: Person, query = ''): Promise<{ page: Page; complaints: string[] }> {
  const keywatch = await sharedKeywatch();
  const page = await (await openBrowser()).newPage();
  const complaints = complaintsOf(page);
  await signInAt(page, keywatch.url, { email: person.email, password: PASSWORD });
  await page.goto(page.url().replace(/\/overview.*/, `/replay${query}`));
  await page.getByRole('heading', { name: 'Policy replay' }).waitFor();
  return { page, complaints };
}
