import { type Browser, type BrowserContext, type Page } from 'playwright-core';
import { afterAll, onTestFinished } from 'vitest';
import { launchBrowser } from './chromium.ts';

const PATIENCE_MS = 15_000;

let browser: Promise<Browser> | undefined;

afterAll(async () => {
  await (await browser)?.close();
});

/** A browser that nobody has used before, which ends with the test. */
export async function openBrowser(
  options: Parameters<Browser['newContext']>[0] = {},
): Promise<BrowserContext> {
  browser ??= launchBrowser();
  const context = await (await browser).newContext({ viewport: { width: 1360, height: 900 }, ...options });
  context.setDefaultTimeout(PATIENCE_MS);
  onTestFinished(async () => await context.close());
  return context;
}

/** What a page has said since: errors of its scripts, and what its content security policy refused. */
export function complaintsOf(page: Page): string[] {
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    // What Keywatch answers with an error status is the concern of the test itself.
    if (message.type() === 'error' && !message.text().includes('Failed to load resource'))
      complaints.push(message.text());
  });
  return complaints;
}
