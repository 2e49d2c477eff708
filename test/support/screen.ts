import type { Page } from 'playwright-core';
import { complaintsOf, openBrowser } from './browser.ts';
import { signInAt } from './chromium.ts';
import { PASSWORD, type Tenant } from './graphql.ts';
import { sharedKeywatch } from './keywatch.ts';

/** The dashboard as somebody sees it who is signed in. */
export interface Screen {
  readonly page: Page;
  /** As of `complaintsOf`. */
  readonly complaints: readonly string[];
  /** Goes to a path below that of the workspace. */
  go(path: string): Promise<void>;
}

/** Signs somebody in to the file's shared Keywatch, in a browser of their own. */
export async function openScreen(person: { email: string }, { workspaceId }: Tenant): Promise<Screen> {
  const { url } = await sharedKeywatch();
  const page = await (await openBrowser()).newPage();
  const complaints = complaintsOf(page);
  await signInAt(page, url, { email: person.email, password: PASSWORD });
  const go = async (path: string) => {
    await page.goto(new URL(`/w/${workspaceId}${path}`, url).href);
  };
  return { page, complaints, go };
}

/** Presses the last button of exactly this name: dialogs come last. */
export async function press(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name, exact: true }).last().click();
}

/** Says that what is shown this once is kept. */
export async function keep(page: Page): Promise<void> {
  await press(page, 'Done');
  await press(page, 'It is kept, close');
}

/** The text of something to copy, such as a secret that a dialog shows this once. */
export async function shown(page: Page, label: string): Promise<string> {
  return (await page.getByLabel(label, { exact: true }).textContent()) ?? '';
}
