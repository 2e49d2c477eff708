import { parseArgs } from 'node:util';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { z } from 'zod';
import { serveBuilt } from '../test/support/built-page.ts';
import { launchBrowser } from '../test/support/chromium.ts';
import { type Task, traceTasks } from './browser-tasks.ts';
import { openScratch } from './scratch.ts';
import { type SeededKeyList, seedKeyList } from './seed-key-list.ts';
import { median, round } from './statistics.ts';
import { startSubject } from './subject.ts';

const VIEWPORT = { width: 1360, height: 900 };
const OPENINGS = 7;
const CHART_POINTS = 43_200;
const CHART_ROUNDS = 15;
/** As fast as a browser draws, and faster than a page of rows comes. */
const WHEEL_EVERY_MS = 16;
const WHEEL_PX = 700;
const LONG_MS = 50;

const flagsSchema = z.object({
  keys: z.coerce.number().int().min(1_000).default(100_000),
  scrollSeconds: z.coerce.number().int().min(1).default(20),
});

/**
 * The dashboard in a browser, on a Keywatch with 100,000 keys (`--keys`): from the answer to the first rows on the screen,
 * and the tasks of the page while its list is scrolled (`--scrollSeconds`); and a chart of 30 days by minute with a band,
 * from the press of a button until the picture stands.
 */
export async function benchDashboard(flags: string[]): Promise<Record<string, number>> {
  const text = { type: 'string' } as const;
  const { values } = parseArgs({ args: flags, options: { keys: text, scrollSeconds: text } });
  const { keys, scrollSeconds } = flagsSchema.parse(values);
  await using scratch = await openScratch();
  const seeded = await seedKeyList(scratch.config, keys);
  await using subject = await startSubject('keywatch', scratch.environment);
  const url = `http://127.0.0.1:${String(subject.port)}`;
  const browser = await launchBrowser();
  try {
    const chart = await measureChart(browser);
    const context = await signedIn(browser, url, seeded);
    const list = `${url}/w/${seeded.workspaceId}/keys`;
    const firstRows: number[] = [];
    for (let opening = 0; opening < OPENINGS; opening += 1) firstRows.push(await openList(context, list));
    process.stderr.write(`first rows after the answer: ${firstRows.map(round).join(', ')} ms\n`);
    const { rows, tasks } = await scroll(browser, context, list, scrollSeconds);
    return {
      keys,
      firstRowsMs: round(median(firstRows)),
      firstRowsMsMax: round(Math.max(...firstRows)),
      rowsScrolled: rows,
      ...longTasks(tasks),
      chartPoints: CHART_POINTS,
      ...chart,
    };
  } finally {
    await browser.close();
  }
}

async function signedIn(browser: Browser, url: string, { session }: SeededKeyList): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: VIEWPORT });
  await context.addCookies([{ name: 'kw_session', value: session, url, httpOnly: true, sameSite: 'Lax' }]);
  await context.addInitScript(noteFirstRows);
  return context;
}

interface Noted {
  firstRowsAt?: number;
}

/** Notes when the first row with a key is on the screen, by the clock of `performance.timeOrigin`. */
function noteFirstRows(): void {
  const page = globalThis as unknown as Noted & {
    document: { querySelector(selector: string): object | null };
    MutationObserver: new (
      seen: () => void,
    ) => { observe(target: unknown, of: object): void; disconnect(): void };
    requestAnimationFrame(drawn: () => void): void;
  };
  const watcher = new page.MutationObserver(() => {
    if (page.document.querySelector('[data-row] [data-key]') === null) return;
    watcher.disconnect();
    // The first task after a frame: it is on the screen.
    page.requestAnimationFrame(() =>
      setTimeout(() => (page.firstRowsAt = performance.timeOrigin + performance.now())),
    );
  });
  watcher.observe(page.document, { childList: true, subtree: true });
}

/** Opens the list in a new tab; returns the milliseconds from the end of its answer to its first rows. */
async function openList(context: BrowserContext, list: string): Promise<number> {
  const page = await context.newPage();
  const answered = page.waitForResponse((response) => isListOfKeys(response.request().postData()));
  await page.goto(list);
  const response = await answered;
  await response.finished();
  const { startTime, responseEnd } = response.request().timing();
  const shown = await page.waitForFunction(() => (globalThis as unknown as Noted).firstRowsAt);
  const at = z.number().parse(await shown.jsonValue());
  await page.close();
  return at - (startTime + responseEnd);
}

function isListOfKeys(body: string | null): boolean {
  return body?.includes('"KeysPage"') ?? false;
}

/** Turns the wheel over the list, downwards, then back to its start, and follows what the page does meanwhile. */
async function scroll(
  browser: Browser,
  context: BrowserContext,
  list: string,
  seconds: number,
): Promise<{ rows: number; tasks: Task[] }> {
  const page = await context.newPage();
  await page.goto(list);
  const grid = page.getByRole('grid', { name: 'Keys' });
  await grid.locator('[data-row]').first().waitFor();
  await grid.hover();
  let rows = 0;
  const tasks = await traceTasks(browser, page, async () => {
    await turnWheel(page, WHEEL_PX, AbortSignal.timeout(seconds * 1_000));
    rows = Number(await grid.locator('[data-row]').last().getAttribute('data-row')) + 1;
    await turnWheel(page, -WHEEL_PX, AbortSignal.timeout((seconds * 1_000) / 2));
  });
  await page.close();
  return { rows, tasks };
}

async function turnWheel(page: Page, pixels: number, until: AbortSignal): Promise<void> {
  while (!until.aborted) {
    await page.mouse.wheel(0, pixels);
    await page.waitForTimeout(WHEEL_EVERY_MS);
  }
}

function longTasks(tasks: readonly Task[]) {
  if (tasks.length === 0) throw new Error('the browser told of no tasks');
  return {
    tasks: tasks.length,
    longTasks: tasks.filter(({ wallMs }) => wallMs > LONG_MS).length,
    longestTaskMs: round(Math.max(...tasks.map(({ wallMs }) => wallMs))),
    longTasksByCpu: tasks.filter(({ cpuMs }) => cpuMs > LONG_MS).length,
    longestTaskCpuMs: round(Math.max(...tasks.map(({ cpuMs }) => cpuMs))),
  };
}

interface Drawn {
  readonly drawMs: number;
  /** From the press until the pixels can be read: React, the data, the canvas, layout and paint. */
  readonly pictureMs: number;
}

async function measureChart(browser: Browser) {
  const page = await browser.newPage({ viewport: VIEWPORT });
  await page.goto(`${await serveBuilt(page, CHART_PAGE)}/?minutes=${String(CHART_POINTS)}&band`);
  await page.getByRole('button', { name: 'Again' }).waitFor();
  const drawn: Drawn[] = [];
  for (let turn = 0; turn < CHART_ROUNDS; turn += 1) drawn.push(await page.evaluate(drawAgain));
  await page.close();
  return {
    chartDrawMs: round(median(drawn.map(({ drawMs }) => drawMs))),
    chartPictureMs: round(median(drawn.map(({ pictureMs }) => pictureMs))),
    chartPictureMsMax: round(Math.max(...drawn.map(({ pictureMs }) => pictureMs))),
  };
}

const CHART_PAGE = new URL('../test/screens/pages', import.meta.url).pathname;

/** What of the browser is used within the page; the bench itself has no types of it. */
interface ChartPage {
  requestAnimationFrame(draw: () => void): void;
  document: {
    querySelector(selector: 'canvas'): { getContext(kind: '2d'): Canvas };
    querySelector(selector: 'button'): { click(): void };
  };
}

interface Canvas {
  getImageData(left: number, top: number, width: number, height: number): unknown;
}

/** Presses the button as a frame begins, so that the wait for it is not counted. */
async function drawAgain(): Promise<Drawn> {
  const page = globalThis as unknown as ChartPage;
  return await new Promise((resolve) => {
    page.requestAnimationFrame(() => {
      const start = performance.now();
      page.document.querySelector('button').click();
      setTimeout(() => {
        page.document.querySelector('canvas').getContext('2d').getImageData(0, 0, 1, 1);
        const pictureMs = performance.now() - start;
        resolve({
          drawMs: performance.getEntriesByName('keywatch.chart').at(-1)?.duration ?? NaN,
          pictureMs,
        });
      });
    });
  });
}
