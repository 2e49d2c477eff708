import { describe, expect, test } from 'vitest';
import { seedAlert } from '../support/alerts.ts';
import { seriousFindings } from '../support/axe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { openAs } from '../support/dashboard.ts';
import { AlertDetail } from '../support/documents/alerts.ts';
import { ContainKey } from '../support/documents/containment.ts';
import { DeleteKey } from '../support/documents/keys.ts';
import { ask, seedTenant, success } from '../support/graphql.ts';
import { makeKey, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';

const NAME = '<script>alert(1)</script> \u202eسر';

async function setUp() {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId } = tenant;
  const keyId = (await makeKey(keywatch, tenant, { name: NAME })).key.id;
  const seed = async (alert: Partial<Parameters<typeof seedAlert>[1]>) =>
    await seedAlert(keywatch.databaseUrl, { workspaceId, keyId, ...alert });
  return { keywatch, tenant, workspaceId, keyId, seed };
}

describe.skipIf(chromiumPath === undefined)('alerts in the dashboard', () => {
  test('they are narrowed, chosen and resolved together, and new ones come by themselves', async () => {
    const { keywatch, tenant, workspaceId, seed } = await setUp();
    await seed({ severity: 'CRITICAL' });
    await seed({ kind: 'error_rate' });
    await seed({ kind: 'unknown_keys', keyId: null });
    const { page, complaints } = await openAs(keywatch, tenant, workspaceId, '/alerts');
    const rows = page.getByRole('table', { name: 'Alerts' }).locator('tbody tr');
    await page.getByRole('button', { name: 'Open 3' }).waitFor();
    expect(await rows.count()).toBe(3);
    expect(await rows.filter({ hasText: NAME }).count()).toBe(2);
    expect(await rows.filter({ hasText: 'Storm of unknown keys' }).count()).toBe(1);
    expect(await seriousFindings(page)).toEqual([]);

    await page.getByLabel('Kind', { exact: true }).selectOption({ label: 'More errors' });
    await expect.poll(async () => await rows.count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?kind=error_rate');
    await page.getByRole('link', { name: 'More errors' }).click();
    await page.getByRole('heading', { name: 'More errors' }).waitFor();
    await page.getByText('A larger share of the key’s requests fails than usual.').waitFor();
    await page.goBack();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(async () => await rows.count()).toBe(3);

    await page.getByRole('button', { name: 'Critical 1' }).click();
    await expect.poll(async () => await rows.count()).toBe(1);
    expect(new URL(page.url()).search).toBe('?severity=critical');
    await page.reload();
    await rows.first().waitFor();
    await expect.poll(async () => await rows.count()).toBe(1);
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await expect.poll(async () => await rows.count()).toBe(3);

    await page.getByRole('checkbox', { name: 'Choose all that are shown' }).check();
    await page.getByRole('button', { name: 'Resolve …' }).click();
    await page.getByLabel('Verdict').selectOption('MALICIOUS');
    await page.getByLabel('Comment').fill('It was stolen.');
    await page.getByRole('button', { name: 'Resolve', exact: true }).click();
    await page.getByRole('heading', { name: 'All is quiet' }).waitFor();
    await page.getByRole('button', { name: 'Look at all alerts' }).click();
    await expect.poll(async () => await rows.filter({ hasText: 'Malicious' }).count()).toBe(3);

    const alertId = await seed({ kind: 'dormant', sentence: 'It woke up.' });
    await sql(
      keywatch.databaseUrl,
      `INSERT INTO alert_entries (id, workspace_id, alert_id, at, change, severity)
       VALUES (gen_random_uuid(), $1, $2, now(), 'OPENED', 'WARNING')`,
      [workspaceId, alertId],
    );
    await rows.filter({ hasText: 'It woke up.' }).waitFor();
    await page.getByRole('button', { name: 'Open 1' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('a key is found by a part of its name, and pages follow each other', async () => {
    const { keywatch, tenant, workspaceId, keyId, seed } = await setUp();
    await seed({});
    await seed({ kind: 'unknown_keys', keyId: null });
    await Promise.all(Array.from({ length: 60 }, async () => await seed({ state: 'RESOLVED' })));
    const { page } = await openAs(keywatch, tenant, workspaceId, '/alerts');
    await page.getByRole('heading', { name: 'Alerts' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type('script');
    await page.getByRole('option', { name: /script/ }).click();
    const rows = page.getByRole('table', { name: 'Alerts' }).locator('tbody tr');
    await expect.poll(async () => await rows.count()).toBe(1);
    expect(new URL(page.url()).searchParams.get('key')).toBe(keyId);
    await page.getByRole('button', { name: 'Resolved 60' }).click();
    await expect.poll(async () => await rows.count()).toBe(50);
    await page.getByRole('button', { name: 'Show more' }).click();
    await expect.poll(async () => await rows.count()).toBe(60);
  });

  test('a key is contained because of an alert, that is undone, and both stand in what became of it', async () => {
    const { keywatch, tenant, workspaceId, seed } = await setUp();
    const id = await seed({ severity: 'CRITICAL', sentence: '900 requests a minute' });
    const { page, complaints } = await openAs(keywatch, tenant, workspaceId, `/alerts/${id}`);
    await page.getByText('900 requests a minute', { exact: false }).first().waitFor();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('acknowledged it').waitFor();
    await page.getByRole('button', { name: 'Assign to me' }).click();
    await page.getByText('assigned to Ada').waitFor();

    await page.getByRole('button', { name: 'Contain now …' }).click();
    await page.getByLabel('What is left').selectOption('perMinute');
    await page.getByLabel('Requests a minute').fill('5');
    await page.getByLabel('For how long').selectOption('15');
    await page.getByRole('button', { name: 'Throttle key' }).click();
    await page.getByText('Holds now').waitFor();
    await page.getByText('Throttled to 5 requests a minute', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('main').getByRole('button', { name: 'Undo' }).click();
    await page
      .getByRole('dialog', { name: /^Undo the containment/ })
      .getByRole('button', { name: 'Undo' })
      .click();
    await page.getByText('Undone', { exact: true }).waitFor();

    await page.getByLabel('Comment').fill('<b>Asked the owner</b>');
    await page.getByRole('button', { name: 'Add comment' }).click();
    await page.getByText('<b>Asked the owner</b>').waitFor();
    await page.getByRole('button', { name: 'More actions' }).click();
    await page.getByRole('menuitem', { name: 'Mute …' }).click();
    await page.getByLabel('Reason').fill('Load test');
    await page.getByRole('button', { name: 'Mute', exact: true }).click();
    await page.getByText('It is muted').waitFor();
    const { state, assignee } = await ask(keywatch, AlertDetail, { workspaceId, id }, tenant.token);
    expect({ state, assignee }).toMatchObject({ state: 'ACKNOWLEDGED', assignee: { name: 'Ada' } });
    expect(complaints).toEqual([]);
  });

  test('what is refused is said where it was asked for', async () => {
    const { keywatch, tenant, workspaceId, keyId, seed } = await setUp();
    const id = await seed({});
    success(await ask(keywatch, ContainKey, { workspaceId, keyId, step: 'SUSPEND' }, tenant.token));
    const { page } = await openAs(keywatch, tenant, workspaceId, `/alerts/${id}`);
    await page.getByText('not because of this alert').waitFor();
    await page.getByRole('button', { name: 'Contain now …' }).click();
    await page.getByRole('button', { name: 'Throttle key' }).click();
    const refusal = page.getByRole('dialog').getByRole('alert');
    await refusal.waitFor();
    expect(await refusal.textContent()).toContain('(KEY_STATE)');
  });

  test('alerts of a deleted key and of the workspace say so; one of another workspace is not found', async () => {
    const { keywatch, tenant, workspaceId, keyId, seed } = await setUp();
    const [ofKey, ofAll] = [await seed({}), await seed({ kind: 'unknown_keys', keyId: null })];
    success(await ask(keywatch, DeleteKey, { workspaceId, keyId }, tenant.token));
    const { page, at } = await openAs(keywatch, tenant, workspaceId, `/alerts/${ofKey}`);
    await page.getByText('there is no page of it any more').waitFor();
    await page.getByText('because its key was deleted').waitFor();
    expect(await page.getByRole('button', { name: 'Contain now …' }).count()).toBe(0);
    await at(`/alerts/${ofAll}`);
    await page.getByText('The workspace as a whole').waitFor();
    const other = await seedTenant(keywatch);
    const foreign = await seedAlert(keywatch.databaseUrl, { workspaceId: other.workspaceId, keyId: null });
    for (const unknown of [foreign, 'nonsense']) {
      await at(`/alerts/${unknown}`);
      await page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    }
  });

  test('a viewer looks and does nothing', async () => {
    const { keywatch, tenant, workspaceId, seed } = await setUp();
    const id = await seed({ severity: 'CRITICAL' });
    const { page, at, complaints } = await openAs(keywatch, tenant.viewer, workspaceId, '/alerts');
    await page.getByRole('link', { name: 'Spike of requests' }).waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await at(`/alerts/${id}`);
    await page.getByRole('heading', { name: 'History' }).waitFor();
    const name = /^(Acknowledge|Resolve …|Assign to me|Contain now …|Add comment)$/;
    expect(await page.getByRole('button', { name }).count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'Who was told' }).count()).toBe(0);
    expect(complaints).toEqual([]);
  });
});
