import { spawn } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as delay } from 'node:timers/promises';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { launchBrowser, signInAt } from './chromium.ts';
import { DOORS, type PicturedScreen, SCREENS } from './pictured-screens.ts';

const OUT = join(import.meta.dirname, '../../docs/screens');
const VIEWPORT = { width: 1280, height: 860 };
const THEMES = ['light', 'dark'] as const;
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

/** Takes every screen of the dashboard in both themes, of the demo while a key is stolen, and lists them. */
const demo = await startDemo();
await delay(NEWS_MS);
const browser = await launchBrowser();
try {
  await mkdir(OUT, { recursive: true });
  for (const theme of THEMES) await takeAll(browser, demo, theme);
  await writeFile(join(OUT, 'README.md'), list([...DOORS, ...SCREENS]));
} finally {
  await browser.close();
  demo.stop();
}

async function takeAll(from: Browser, at: Demo, theme: (typeof THEMES)[number]): Promise<void> {
  const newcomer = await openContext(from, theme);
  const door = await newcomer.newPage();
  for (const screen of DOORS) await take(door, at.url, screen, theme);
  await newcomer.close();
  const context = await openContext(from, theme);
  const page = await context.newPage();
  await signInAt(page, at.url, at);
  const root = /^.*\/w\/[^/]+/.exec(page.url())?.[0] ?? at.url;
  for (const screen of SCREENS) await take(page, root, screen, theme);
  await context.close();
}

async function openContext(from: Browser, colorScheme: (typeof THEMES)[number]): Promise<BrowserContext> {
  return await from.newContext({ colorScheme, viewport: VIEWPORT, reducedMotion: 'reduce' });
}

async function take(page: Page, root: string, screen: PicturedScreen, theme: string): Promise<void> {
  await page.goto(root + screen.path);
  await screen.act?.(page);
  await page.waitForTimeout(SETTLED_MS);
  await page.screenshot({ path: join(OUT, `${screen.name}-${theme}.png`) });
}

function list(screens: readonly PicturedScreen[]): string {
  const picture = (title: string, name: string, theme: string) =>
    `![${title}, ${theme}](${name}-${theme}.png)`;
  const rows = screens.map(({ name, title }) =>
    ['', title, ...THEMES.map((theme) => picture(title, name, theme)), ''].join(' | ').trim(),
  );
  return `# The screens of the dashboard

Taken by \`npm run screens\` from the demo, minutes after a key was stolen.

| | ${THEMES.join(' | ')} |
|---|---|---|
${rows.join('\n')}
`;
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
