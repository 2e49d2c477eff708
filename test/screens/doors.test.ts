import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import { describe, expect, test } from 'vitest';
import { seriousFindings } from '../support/axe.ts';
import { complaintsOf, openBrowser } from '../support/browser.ts';
import { chromiumPath, signInAt } from '../support/chromium.ts';
import { PASSWORD, seedTenant, signUp } from '../support/graphql.ts';
import { sharedKeywatch } from '../support/keywatch.ts';
import { invite } from '../support/members.ts';

describe.skipIf(chromiumPath === undefined)('the doors', { timeout: 60_000 }, () => {
  test('lead from a new account over the first workspace and the first steps to the page asked for', async () => {
    const keywatch = await sharedKeywatch();
    const page = await (await openBrowser()).newPage();
    const complaints = complaintsOf(page);
    await page.goto(new URL('/graphql', keywatch.url).href);
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await page.getByRole('link', { name: 'Create one' }).click();
    await page.getByLabel('Your name').fill('<script>alert(1)</script>');
    await page.getByLabel('E-mail').fill(`ada-${randomUUID()}@example.com`);
    await page.getByLabel('Password').fill('short');
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('(INVALID_INPUT)').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.waitForURL((url) => url.pathname === '/graphql');
    await page.goto(keywatch.url);
    await page.getByText('Welcome, <script>alert(1)</script>').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Name of the workspace').fill('فريق البوابة');
    await page.getByRole('button', { name: 'Create workspace' }).click();
    await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
    expect(complaints.filter((text) => !text.includes('graphql'))).toEqual([]);
  });

  test('let an invited person in with a new account, and tell nobody the secret in a URL', async () => {
    const keywatch = await sharedKeywatch();
    const owner = await seedTenant(keywatch);
    const secret = await invite(keywatch, owner, `grace-${randomUUID()}@example.com`, 'VIEWER');
    const page = await (await openBrowser()).newPage();
    const urls: string[] = [];
    page.on('request', (request) => urls.push(request.url(), request.headers()['referer'] ?? ''));
    await page.goto(new URL(`/invitation#${secret}`, keywatch.url).href);
    await page.getByText('invites').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('Your name').fill('Grace');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account and join' }).click();
    await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
    expect(urls.filter((url) => url.split('#')[0]?.includes('kwt_inv_'))).toEqual([]);
    await page.goto('about:blank');
    await page.goto(new URL(`/invitation#${secret}`, keywatch.url).href);
    await page.getByText('(INVITATION_INVALID)').waitFor();
  });

  test('send an invited person who has an account to sign in to it', async () => {
    const keywatch = await sharedKeywatch();
    const owner = await seedTenant(keywatch);
    const person = await signUp(keywatch, 'Grace');
    const secret = await invite(keywatch, owner, person.email);
    const page = await (await openBrowser()).newPage();
    await page.goto(new URL(`/invitation#${secret}`, keywatch.url).href);
    await page.getByLabel('Your name').fill('Grace');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account and join' }).click();
    await page.getByText('There is an account for this address already').waitFor();
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in and join' }).click();
    await page.getByRole('navigation', { name: 'Workspace' }).waitFor();
    expect(page.url()).toContain(`/w/${owner.workspaceId}/`);
  });

  test('lead nobody who signs in to another site, and say whom to ask where sign-up is closed', async () => {
    const keywatch = await sharedKeywatch({
      signUp: 'closed',
      ownerEmail: 'owner@example.com',
      ownerPassword: PASSWORD,
    });
    const page = await (await openBrowser()).newPage();
    await page.goto(new URL('/sign-up', keywatch.url).href);
    await page.getByLabel('Your name').fill('Eve');
    await page.getByLabel('E-mail').fill('eve@example.com');
    await page.getByLabel('Password').fill(PASSWORD);
    await page.getByRole('button', { name: 'Create account' }).click();
    await page.getByText('Ask an owner or admin of your workspace').waitFor();
    const person = { email: 'owner@example.com', password: PASSWORD };
    const elsewhere = await listen();
    const address = `http://127.0.0.1:${String((elsewhere.address() as { port: number }).port)}/`;
    await signInAt(page, new URL(`/sign-in?next=${encodeURIComponent(address)}`, keywatch.url).href, person);
    expect(new URL(page.url()).origin).toBe(new URL(keywatch.url).origin);
    elsewhere.close();
  });
});

async function listen(): Promise<Server> {
  const server = createServer((_request, response) => response.end('elsewhere'));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
