import axe, { type AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const IMPACTS: ReadonlySet<unknown> = new Set(['serious', 'critical']);

/** What axe finds on a page that is serious or critical, by all rules or by some, a line each: rule, element, why. */
export async function seriousFindings(page: Page, rules?: readonly string[]): Promise<string[]> {
  // The page's policy has no room for another script: the browser's debugger runs it.
  await page.evaluate(axe.source);
  const options = rules === undefined ? {} : { runOnly: rules };
  const { violations } = await page.evaluate<AxeResults>(`axe.run(${JSON.stringify(options)})`);
  return violations
    .filter(({ impact }) => IMPACTS.has(impact))
    .flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html.slice(0, 200)}: ${failureSummary ?? ''}`),
    );
}
