import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, signInAt } from './chromium.ts';

const OUT = join(import.meta.dirname, '../../docs/screens');
const VIEWPORT = { width: 1280, height: 860 };
/** Skeletons are over and lines are drawn. */
const SETTLED_MS = 1_200;
/** For so long the news of an alert is told to who comes. */
const NEWS_MS = 11_000;

/** Where the demo runs, and who may sign in there. */
interface Demo {
  readonly url: string;
  readonly email: string;
  readonly password: string;
  stop(): void;
}

/** A screen: where it is below a workspace, and what is done there before it is taken. */
type Screen = readonly [name: string, path: string, act?: (page: Page) => Promise<void>];

const SCREENS: readonly Screen[] = [
  ['overview', '/overview'],
  ['keys', '/keys'],
  ['create-key', '/keys?create=1'],
  ['key', '/keys', openKey],
  ['alerts', '/alerts'],
  [
    'alert',
    '/alerts',
    async (page) => await page.getByRole('main').locator('a[href*="/alerts/"]').first().click(),
  ],
  ['servers', '/servers'],
  ['server', '/servers', open('Customer relations')],
  ['replay', '/replay'],
  ['people', '/people'],
  ['webhooks', '/webhooks'],
  [
    'webhook',
    '/webhooks',
    async (page) => await page.getByRole('main').locator('a[href*="/webhooks/"]').first().click(),
  ],
  ['tokens', '/tokens'],
  ['audit', '/audit'],
  ['settings', '/settings'],
  ['account', '/account'],
  ['palette', '/overview', async (page) => await page.keyboard.press('Control+k')],
];

/** Takes every screen of the dashboard in both themes, of the demo while a key is stolen. */
const demo = await startDemo();
await delay(NEWS_MS);
const browser = await launchBrowser();
try {
  await mkdir(OUT, { recursive: true });
  for (const theme of ['light', 'dark'] as const) await takeAll(browser, demo, theme);
} finally {
  await browser.close();
  demo.stop();
}

async function takeAll(
  from: Browser,
  { url, email, password }: Demo,
  colorScheme: 'light' | 'dark',
): Promise<void> {
  const context = await from.newContext({ colorScheme, viewport: VIEWPORT, reducedMotion: 'reduce' });
  const page = await context.newPage();
  const take = async (name: string) => {
    await page.waitForTimeout(SETTLED_MS);
    await page.screenshot({ path: join(OUT, `${name}-${colorScheme}.png`) });
  };
  await page.goto(url);
  await page.getByLabel('Password').waitFor();
  await take('sign-in');
  await signInAt(page, url, { email, password });
  const root = /^.*\/w\/[^/]+/.exec(page.url())?.[0] ?? url;
  for (const [name, path, act] of SCREENS) {
    await page.goto(root + path);
    await act?.(page);
    await take(name);
  }
  await context.close();
}

/** The last two hours, in which it was stolen. */
async function openKey(page: Page): Promise<void> {
  await open('Support agent')(page);
  await page.getByRole('button', { name: '2 hours' }).click();
}

function open(name: string) {
  return async (page: Page) => await page.getByRole('main').getByRole('link', { name }).first().click();
}

async function startDemo(): Promise<Demo> {
  const child = spawn('npm', ['run', '-s', 'demo'], { stdio: ['ignore', 'pipe', 'inherit'], detached: true });
  const stop = () => void (child.pid !== undefined && process.kill(-child.pid, 'SIGINT'));
  for await (const line of createInterface({ input: child.stdout })) {
    process.stdout.write(`${line}\n`);
    const [, url, email, password] =
      /See it at (http[^/]+\/\/[^/]+)\S*: sign in as (\S+) with the password (\S+?)\.$/.exec(line) ?? [];
    if (url !== undefined && email !== undefined && password !== undefined)
      return { url, email, password, stop };
  }
  throw new Error('The demo ended before it said where it is.');
}
