import type { Page } from 'playwright-core';
import { NAMES } from './hostile-workspace.ts';

/** What makes the page scroll sideways, the outermost first; empty: nothing does. */
export async function overflows(page: Page): Promise<string[]> {
  return await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth <= clientWidth) return [];
    const isCut = ({ parentElement: parent }: Element): boolean =>
      parent !== null && (getComputedStyle(parent).overflowX !== 'visible' || isCut(parent));
    const wide = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > clientWidth + 1 && !isCut(element),
    );
    const shown = wide.slice(0, 3).map(({ outerHTML }) => outerHTML.slice(0, 120));
    return [`${String(scrollWidth)} of ${String(clientWidth)} px: ${shown.join(' ')}`];
  });
}

/** Hostile names that became elements, or that can turn the heading around them; empty: there are none. */
export async function carelessNames(page: Page): Promise<string[]> {
  return await page.evaluate((names) => {
    const elements = [...document.querySelectorAll('img[src="x"], script:not([src])')];
    const headings = [...document.querySelectorAll(':is(h1, h2, h3)')].filter((heading) => {
      const bare = heading.cloneNode(true) as Element;
      for (const isolated of bare.querySelectorAll('bdi')) isolated.remove();
      const text = bare.textContent.replaceAll(/\u2068[^\u2069]*\u2069/g, '');
      return names.some((name) => text.includes(name));
    });
    return [...elements, ...headings].map(({ outerHTML }) => outerHTML.slice(0, 200));
  }, NAMES);
}
