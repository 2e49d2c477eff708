import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { chromiumPath } from '../support/chromium.ts';
import { seedTenant } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { seedManyKeys } from '../support/many-keys.ts';
import { openScreen } from '../support/screen.ts';
import { sql } from '../support/sql.ts';

const EVENTS = `INSERT INTO audit_events (id, workspace_id, at, action, target_type, target_id, detail)
  SELECT gen_random_uuid(), $1::uuid, now() - n * interval '1 second', 'test.event', 'workspace', $1::text, '{}'
  FROM generate_series(1, 130) n`;

async function saved(page: Page, name: string | RegExp): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name }).click();
  const text = await readFile(await (await download).path(), 'utf8');
  return text.split('\r\n').slice(1, -1);
}

describe.skipIf(chromiumPath === undefined)('lists saved as CSV', { timeout: 60_000 }, () => {
  test('a file has all rows, also those of pages that were not looked at, and says so beforehand', async () => {
    const keywatch = await sharedKeywatch();
    const tenant = await seedTenant(keywatch);
    await seedManyKeys(keywatch.databaseUrl, tenant, 230);
    await sql(keywatch.databaseUrl, EVENTS, [tenant.workspaceId]);
    const { page, complaints, go } = await openScreen(tenant, tenant);
    await go('/keys');
    await page.getByTitle('Save all 230 rows as CSV').waitFor();
    const keys = await saved(page, 'Save as CSV');
    expect(new Set(keys.map((line) => line.split(',')[0])).size).toBe(230);
    await go('/audit?action=test.event');
    const events = await saved(page, 'Save all rows as CSV, at most 10,000');
    expect(events).toHaveLength(130);
    await page.getByRole('button', { name: 'Show more' }).click();
    await page.getByRole('row').nth(80).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await go('/people');
    expect(await saved(page, 'Save 1 row as CSV')).toHaveLength(1);
    expect(complaints).toEqual([]);
  });

  test('what cannot be read is not saved in part', async () => {
    const keywatch = await sharedKeywatch();
    const tenant = await seedTenant(keywatch);
    await seedManyKeys(keywatch.databaseUrl, tenant, 230);
    const { page, go } = await openScreen(tenant, tenant);
    await go('/keys');
    await page.getByTitle('Save all 230 rows as CSV').waitFor();
    let files = 0;
    page.on('download', () => {
      files += 1;
    });
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Save as CSV' }).click();
    await page.getByText('Nothing was saved').first().waitFor();
    expect(files).toBe(0);
  });
});
