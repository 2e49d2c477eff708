import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { serveBuilt } from '../support/built-page.ts';
import { chromiumPath } from '../support/chromium.ts';

const PAGES = new URL('pages', import.meta.url).pathname;
const DRAW_MS_MAX = 50;

describe.skipIf(chromiumPath === undefined)('the chart', () => {
  test.each(['linear', 'log'])('30 days by minute with a band are drawn in 50 ms, %s', async (scale) => {
    const { page } = await openChart('minutes=43200&band');
    if (scale === 'log') await page.getByRole('button', { name: 'Log scale' }).click();
    await page.evaluate(observeDraws);
    for (let round = 0; round < 15; round += 1) await page.getByRole('button', { name: 'Again' }).click();
    const times = await page.evaluate(() => (globalThis as unknown as Observed).draws);
    expect(times).toHaveLength(15);
    const median = times.toSorted((a, b) => a - b)[7] ?? Number.POSITIVE_INFINITY;
    process.stdout.write(`${JSON.stringify({ chartPoints: 43_200, scale, medianDrawMs: median })}\n`);
    expect(median).toBeLessThanOrEqual(DRAW_MS_MAX);
  });

  test('the arrow keys go from point to point, and the figures are said', async () => {
    const { page } = await openChart('minutes=120&series=2&look=area');
    const chart = page.getByRole('slider', { name: 'Requests by minute' });
    await chart.focus();
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowRight');
    expect(await chart.getAttribute('aria-valuenow')).toBe('1');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/Requests: \d+; .*In all: \d+/);
    await page.keyboard.press('End');
    expect(await chart.getAttribute('aria-valuenow')).toBe('119');
    await page.keyboard.press('Escape');
    expect(await chart.getAttribute('aria-valuetext')).toMatch(/^No point/);
  });

  test('a spike far above the band begins logarithmic, and the choice of a person holds', async () => {
    const { page } = await openChart('minutes=120&band&spike=60');
    const log = page.getByRole('button', { name: 'Log scale' });
    const chart = page.getByRole('slider');
    expect(await log.getAttribute('aria-pressed')).toBe('true');
    const drawn = await chart.screenshot();
    await chart.focus();
    await page.keyboard.press('Home');
    const said = await chart.getAttribute('aria-valuetext');
    await log.press('Enter');
    expect(await log.getAttribute('aria-pressed')).toBe('false');
    expect((await chart.screenshot()).equals(drawn)).toBe(false);
    await chart.focus();
    await page.keyboard.press('Home');
    expect(await chart.getAttribute('aria-valuetext')).toBe(said);
    await page.getByRole('button', { name: 'Again' }).click();
    expect(await log.getAttribute('aria-pressed')).toBe('false');
  });

  test('what is usual begins linear, and a stack has no other scale', async () => {
    const { page } = await openChart('minutes=120&band');
    expect(await page.getByRole('button', { name: 'Log scale' }).getAttribute('aria-pressed')).toBe('false');
    const stack = await openChart('minutes=120&series=2&look=area');
    expect(await stack.page.getByRole('button', { name: 'Log scale' }).count()).toBe(0);
  });

  test('the pointer shows a point, and dragging tells whole steps', async () => {
    const { page } = await openChart('minutes=120&look=bar');
    const box = await page.getByRole('slider').boundingBox();
    if (box === null) throw new Error('The chart is not to be seen.');
    await page.mouse.move(box.x + 300, box.y + 100);
    await page.mouse.down();
    await page.mouse.move(box.x + 600, box.y + 110, { steps: 5 });
    expect(
      await page
        .getByText(/Nov 1, 2026/)
        .first()
        .isVisible(),
    ).toBe(true);
    await page.mouse.up();
    const [from = 0, to = 0] = (await page.locator('output').textContent())?.split(' ').map(Number) ?? [];
    expect([from % 60, to % 60]).toEqual([0, 0]);
    expect(to - from).toBeGreaterThan(600);
  });

  test('a series is hidden by its name, the table has the figures, and the file all of them', async () => {
    const { page } = await openChart('minutes=120&series=2');
    const entry = page
      .getByRole('list', { name: /^Series of/ })
      .getByRole('button')
      .first();
    await entry.click();
    expect(await entry.getAttribute('aria-pressed')).toBe('false');
    await page.getByRole('button', { name: 'Show as table' }).click();
    expect(await page.getByRole('table', { name: 'Requests by minute' }).getByRole('row').count()).toBe(101);
    const download = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV' }).click();
    expect((await download).suggestedFilename()).toBe('requests.csv');
  });

  test.each(['light', 'dark'] as const)(
    'axe finds nothing in %s, nor where it is still read',
    async (scheme) => {
      const { page, complaints } = await openChart('minutes=120&series=3&look=area&band', scheme);
      await page.getByRole('button', { name: 'Show as table' }).click();
      expect(await seriousFindings(page)).toEqual([]);
      const before = await page.getByRole('slider').boundingBox();
      await page.goto('http://page.test/?loading');
      const skeleton = await page.getByLabel('Loading requests by minute').boundingBox();
      expect(skeleton?.height).toBe(before?.height);
      expect(complaints).toEqual([]);
    },
  );
});

interface Observed {
  draws: number[];
}

function observeDraws(): void {
  const observed = globalThis as unknown as Observed & {
    PerformanceObserver: typeof PerformanceObserver;
  };
  observed.draws = [];
  new observed.PerformanceObserver((list) => {
    observed.draws.push(...list.getEntriesByName('keywatch.chart').map(({ duration }) => duration));
  }).observe({ type: 'measure' });
}

async function openChart(
  query: string,
  colorScheme: 'light' | 'dark' = 'light',
): Promise<{ page: Page; complaints: string[] }> {
  const page = await (await openBrowser({ colorScheme })).newPage();
  const complaints = complaintsOf(page);
  await page.goto(`${await serveBuilt(page, PAGES)}/?${query}`);
  await page.getByRole('slider').waitFor();
  return { page, complaints };
}
