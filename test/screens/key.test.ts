import { describe, expect, test } from 'vitest';
import { DAY_MS, MINUTE_MS } from '../../src/core/usage/cell.ts';
import { decisionMeasure } from '../../src/core/usage/measure.ts';
import { seedAlert } from '../support/alerts.ts';
import { seriousFindings } from '../support/axe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { openAs } from '../support/dashboard.ts';
import { ContainKey } from '../support/documents/containment.ts';
import { UpdateKey } from '../support/documents/keys.ts';
import { ask, success } from '../support/graphql.ts';
import { makeKey, NOBODY, seedKeyTenant } from '../support/key-tenant.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { sql } from '../support/sql.ts';
import { usageRows } from '../support/usage-rows.ts';

const VALID = decisionMeasure('VALID');
const RATE_LIMITED = decisionMeasure('RATE_LIMITED');
const RTL = '\u202eسر <script>alert(1)</script>';

async function setUp(fields: Record<string, unknown> = {}) {
  const keywatch = await sharedKeywatch({ role: 'api' });
  const tenant = await seedKeyTenant(keywatch);
  const { workspaceId } = tenant;
  const keyId = (await makeKey(keywatch, tenant, { name: 'Nightly sync', ...fields })).key.id;
  const stored = async (column: string): Promise<unknown> => {
    const [row] = (await sql(keywatch.databaseUrl, `SELECT ${column} AS value FROM keys WHERE id = $1`, [
      keyId,
    ])) as { value: unknown }[];
    return row?.value;
  };
  return { keywatch, tenant, workspaceId, keyId, stored };
}

describe.skipIf(chromiumPath === undefined)('a key in the dashboard', () => {
  test('its usage is drawn beside what is expected, with why it was denied and where it went', async () => {
    const { keywatch, tenant, workspaceId, keyId } = await setUp();
    const to = Math.floor(Date.now() / MINUTE_MS) * MINUTE_MS;
    const minutes = Array.from({ length: (2 * DAY_MS) / MINUTE_MS }, (_, ago) => to - (ago + 1) * MINUTE_MS);
    const endpoint = 'tools/call:search';
    await usageRows(keywatch.databaseUrl, workspaceId).roll([
      ...minutes.map((at) => ({ keyId, at, endpoint, measure: VALID, n: 20 })),
      { keyId, at: to - 3 * MINUTE_MS, endpoint, measure: RATE_LIMITED, n: 7 },
    ]);
    await seedAlert(keywatch.databaseUrl, { workspaceId, keyId, sentence: 'It was a spike.' });
    const { page, complaints, at } = await openAs(keywatch, tenant, workspaceId, `/keys/${keyId}?range=2h`);
    const chart = page.getByRole('slider', { name: 'Requests of Nightly sync' });
    await chart.focus();
    await page.keyboard.press('Home');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/Requests: 20.*Expected/i);
    await page.getByRole('cell', { name: 'RATE_LIMITED' }).waitFor();
    await page.getByRole('cell', { name: endpoint }).waitFor();
    await page.getByText('The band is what the detector takes for usual').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: '30 days' }).click();
    await page.getByRole('heading', { name: 'Requests an hour' }).waitFor();
    expect(new URL(page.url()).searchParams.get('range')).toBe('30d');
    await at(`/keys/${keyId}?tab=alerts`);
    await page.getByText('It was a spike.').waitFor();
    await page.getByRole('tab', { name: 'Audit trail' }).click();
    await page.getByRole('cell', { name: 'key.created' }).waitFor();
    expect(complaints).toEqual([]);
  });

  test('metadata is changed value by value, so that what others change meanwhile stays', async () => {
    const long = 'x'.repeat(2_000);
    const metadata = { team: { name: 'Sales', lead: RTL }, note: long, old: 1 };
    const { keywatch, tenant, workspaceId, keyId, stored } = await setUp({ metadata });
    const { page, complaints } = await openAs(keywatch, tenant, workspaceId, `/keys/${keyId}?tab=metadata`);
    await page.getByRole('cell', { name: long }).waitFor();
    await page.getByRole('cell', { name: '<script>' }).waitFor();
    const width = await page.evaluate('document.documentElement.scrollWidth');
    expect(width).toBeLessThanOrEqual(1_360);
    await page.getByRole('button', { name: 'Edit metadata' }).click();
    const other = { workspaceId, keyId, setMetadata: [{ path: ['team', 'lead'], value: 'Olga' }] };
    success(await ask(keywatch, UpdateKey, other, tenant.token));
    await page.getByRole('group', { name: 'team.name' }).getByLabel('Value').fill('Support');
    await page.getByRole('button', { name: 'Take old out' }).click();
    await page.getByRole('button', { name: 'Add a value' }).click();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByLabel('Name').last().fill('plan');
    await page.getByLabel('Value').last().fill('free');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('cell', { name: 'free' }).waitFor();
    const changed = { team: { name: 'Support', lead: 'Olga' }, note: long, plan: 'free' };
    expect(await stored('metadata')).toEqual(changed);

    await page.getByRole('button', { name: 'Edit metadata' }).click();
    await page.getByRole('button', { name: 'JSON' }).click();
    await page.getByLabel('JSON', { exact: true }).fill('{ "note": ');
    await page.getByText('It is no JSON').waitFor();
    await page.getByLabel('JSON', { exact: true }).fill(JSON.stringify({ note: 'x'.repeat(8_192) }));
    await page.getByText('take something out before you save it').waitFor();
    expect(await page.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
    expect(await stored('metadata')).toEqual(changed);
    expect(complaints).toEqual([]);
  });

  test('limits and access are changed; what is refused is said beside its field', async () => {
    const { keywatch, tenant, workspaceId, keyId, stored } = await setUp();
    const { page, complaints } = await openAs(keywatch, tenant, workspaceId, `/keys/${keyId}?tab=limits`);
    await page.getByText('It is what holds where nothing was set.').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Edit limits' }).click();
    await page.getByLabel('Requests').fill('600');
    await page.getByLabel('Of them at once').fill('50');
    await page.getByLabel('Quota').fill('100000');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('600 requests a minute, 50 of them at once').first().waitFor();
    await page.getByText('It is the key’s own.').waitFor();
    await page.getByText('100,000 requests, filled up monthly').waitFor();

    await page.getByRole('button', { name: 'Edit access' }).click();
    await page.getByLabel('Addresses it may be used from').fill('10.0.0.0/8\nnowhere');
    await page.getByRole('button', { name: 'Add the scope crm:read' }).click();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('nowhere', { exact: false }).last().waitFor();
    await expect
      .poll(async () => await page.getByLabel('Addresses it may be used from').getAttribute('aria-invalid'))
      .toBe('true');
    await page.getByLabel('Addresses it may be used from').fill('10.0.0.0/8');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByRole('dialog', { name: /^Access of/ }).waitFor({ state: 'detached' });
    expect(await stored('allow_cidrs')).toEqual(['10.0.0.0/8']);
    await page.getByLabel('Tells of this key').selectOption('HIGH');
    await page.getByText('High holds now: it was set here.').waitFor();
    expect(complaints).toEqual([]);
  });

  test('a contained key says so, since when and why, and that is undone where it is seen', async () => {
    const { keywatch, tenant, workspaceId, keyId, stored } = await setUp();
    const step = { step: 'READ_ONLY', reason: 'Too many writes', minutes: 60 } as const;
    success(await ask(keywatch, ContainKey, { workspaceId, keyId, ...step }, tenant.token));
    const { page, complaints } = await openAs(keywatch, tenant, workspaceId, `/keys/${keyId}`);
    await page.getByText('Kept to reading', { exact: true }).waitFor();
    await page.getByText('“Too many writes”').waitFor();
    await page.getByRole('heading', { name: 'This key was never used' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Kept to reading', { exact: true }).waitFor({ state: 'detached' });
    expect(await stored('containment_step')).toBeNull();
    expect(complaints).toEqual([]);
  });

  test('a viewer changes nothing, a member sees no key of others, and what is unknown is not found', async () => {
    const { keywatch, tenant, workspaceId, keyId } = await setUp({ metadata: { team: 'Sales' } });
    const viewer = await openAs(keywatch, tenant.viewer, workspaceId, `/keys/${keyId}?tab=metadata`);
    await viewer.page.getByRole('cell', { name: 'Sales' }).waitFor();
    const name = /^(Edit metadata|Contain …|Actions)$/;
    expect(await viewer.page.getByRole('button', { name }).count()).toBe(0);
    expect(await viewer.page.getByRole('tab', { name: 'Audit trail' }).count()).toBe(0);
    expect(viewer.complaints).toEqual([]);
    const member = await openAs(keywatch, tenant.member, workspaceId, `/keys/${keyId}`);
    await member.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
    await member.at(`/keys/${NOBODY}`);
    await member.page.getByRole('heading', { name: 'There is nothing here' }).waitFor();
  });
});
