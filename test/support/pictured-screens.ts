import type { Page } from 'playwright-core';

/** A screen whose picture is kept. */
export interface PicturedScreen {
  /** Of its files. */
  readonly name: string;
  readonly title: string;
  /** Where it is: of somebody who is signed in, below the workspace. */
  readonly path: string;
  /** What is done there before the picture is taken. */
  readonly act?: (page: Page) => Promise<void>;
}

/** The doors, in the order in which somebody new comes through them. */
export const DOORS: readonly PicturedScreen[] = [
  { name: 'sign-in', title: 'Sign in', path: '/' },
  { name: 'sign-up', title: 'Sign up', path: '/sign-up', act: fillSignUp },
  { name: 'first-workspace', title: 'The first workspace', path: '/sign-up', act: signUp },
  { name: 'first-steps', title: 'First steps', path: '/', act: createWorkspace },
];

/** Everything in a workspace, in the order of its navigation. */
export const SCREENS: readonly PicturedScreen[] = [
  { name: 'overview', title: 'Overview', path: '/overview' },
  { name: 'keys', title: 'Keys', path: '/keys' },
  { name: 'create-key', title: 'A new key', path: '/keys?create=1' },
  { name: 'key', title: 'A key beside what is expected of it', path: '/keys', act: openKey('2 hours') },
  { name: 'key-day', title: 'Its last day', path: '/keys', act: openKey('24 hours') },
  { name: 'key-sources', title: 'Its sources', path: '/keys', act: openKeyTab('Sources') },
  { name: 'key-audit', title: 'Its audit trail', path: '/keys', act: openKeyTab('Audit trail') },
  { name: 'key-metadata', title: 'Its metadata', path: '/keys', act: openKeyTab('Metadata') },
  {
    name: 'key-limits',
    title: 'Its limits, and where they come from',
    path: '/keys',
    act: openKeyTab('Limits'),
  },
  { name: 'alerts', title: 'Alerts', path: '/alerts' },
  { name: 'alert', title: 'An alert', path: '/alerts', act: openFirst('alerts') },
  { name: 'contain', title: 'Containing a key', path: '/alerts', act: contain },
  { name: 'servers', title: 'Servers', path: '/servers' },
  { name: 'server', title: 'A server', path: '/servers', act: open('Customer relations') },
  { name: 'server-clients', title: 'What its clients need', path: '/servers', act: openServerTab('Clients') },
  { name: 'server-settings', title: 'Its settings', path: '/servers', act: openServerTab('Settings') },
  { name: 'replay', title: 'Policy replay', path: '/replay', act: replay },
  { name: 'people', title: 'People', path: '/people' },
  { name: 'webhooks', title: 'Webhooks', path: '/webhooks' },
  { name: 'webhook', title: 'A webhook endpoint', path: '/webhooks', act: openFirst('webhooks') },
  { name: 'tokens', title: 'Tokens', path: '/tokens' },
  { name: 'audit', title: 'Audit log', path: '/audit' },
  { name: 'settings', title: 'Settings', path: '/settings' },
  { name: 'settings-thresholds', title: 'Thresholds', path: '/settings?tab=thresholds' },
  { name: 'settings-mutes', title: 'Mutes', path: '/settings?tab=mutes' },
  { name: 'settings-containment', title: 'Containment policies', path: '/settings?tab=containment' },
  { name: 'settings-leaks', title: 'Leaks', path: '/settings?tab=leaks' },
  { name: 'account', title: 'Account', path: '/account' },
  {
    name: 'palette',
    title: 'The palette (Ctrl-K)',
    path: '/overview',
    act: async (page) => await page.keyboard.press('Control+k'),
  },
];

async function fillSignUp(page: Page): Promise<void> {
  await page.getByLabel('Your name').fill('Ada Miller');
  await page.getByLabel('E-mail').fill(`ada-${crypto.randomUUID().slice(0, 8)}@example.com`);
  await page.getByLabel('Password').fill('correct horse battery staple');
}

async function signUp(page: Page): Promise<void> {
  await fillSignUp(page);
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Name of the workspace').fill('Tools team');
}

async function createWorkspace(page: Page): Promise<void> {
  await page.getByLabel('Name of the workspace').fill('Tools team');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.getByRole('heading', { name: 'First steps' }).waitFor();
}

function open(name: string) {
  return async (page: Page) => await page.getByRole('main').getByRole('link', { name }).first().click();
}

function openFirst(place: string) {
  return async (page: Page) => await page.getByRole('main').locator(`a[href*="/${place}/"]`).first().click();
}

/** The key that is stolen in the demo. */
function openKey(span: string) {
  return async (page: Page) => {
    await open('Support agent')(page);
    await page.getByRole('button', { name: span }).click();
  };
}

function openKeyTab(name: string) {
  return async (page: Page) => {
    await open('Support agent')(page);
    await page.getByRole('tab', { name }).click();
  };
}

function openServerTab(name: string) {
  return async (page: Page) => {
    await open('Customer relations')(page);
    await page.getByRole('tab', { name }).click();
  };
}

async function contain(page: Page): Promise<void> {
  await openFirst('alerts')(page);
  await page.getByRole('button', { name: /^Contain now/ }).click();
}

async function replay(page: Page): Promise<void> {
  await page.getByLabel('Limit and burst').check();
  await page.getByRole('button', { name: 'Replay' }).click();
}
