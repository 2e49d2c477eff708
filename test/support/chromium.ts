import { existsSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';

/** Where Debian and others put it; a test without a browser is skipped. */
const PATHS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The browser of this machine; undefined: it has none. */
export const chromiumPath: string | undefined = PATHS.find((path) => existsSync(path));

/** Starts the browser of this machine. */
export async function launchBrowser(): Promise<Browser> {
  return await chromium.launch({
    ...(chromiumPath === undefined ? {} : { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  });
}

/** Signs in at the page's own door, and waits for the screen behind it. */
export async function signInAt(
  page: Page,
  url: string,
  person: { email: string; password: string },
): Promise<void> {
  await page.goto(url);
  await page.getByLabel('E-mail').fill(person.email);
  await page.getByLabel('Password').fill(person.password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
}
