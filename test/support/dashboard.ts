import type { Page } from 'playwright-core';
import { complaintsOf, openBrowser } from './browser.ts';
import { signInAt } from './chromium.ts';
import { PASSWORD } from './graphql.ts';
import type { TestKeywatch } from './keywatch.ts';

/** A page of somebody who is signed in, at a path within a workspace. */
export async function openAs(
  keywatch: Pick<TestKeywatch, 'url'>,
  person: { readonly email: string },
  workspaceId: string,
  path: string,
): Promise<{ readonly page: Page; readonly complaints: string[]; at(path: string): Promise<void> }> {
  const page = await (await openBrowser()).newPage();
  const complaints = complaintsOf(page);
  const urlOf = (place: string) => `${keywatch.url}/w/${workspaceId}${place}`;
  await signInAt(page, urlOf(path), { email: person.email, password: PASSWORD });
  return {
    page,
    complaints,
    at: async (place) => {
      await page.goto(urlOf(place));
    },
  };
}
