import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { Browser, Page } from '@playwright/test';
import type { Server } from '../../test/e2e/support/server.ts';
import { isUsable, scrollGrid, watchKeystroke, type FrameTimes, type LabelTimes } from './inPage.ts';
import { KIND_COUNT } from './makeFolder.ts';

export interface Measured extends FrameTimes {
  readonly imageCount: number;
  /** From starting the server until it answers, the project open, ms. */
  readonly projectMs: number;
  /** From opening the window until all pictures in sight are there, ms. */
  readonly windowMs: number;
  /** Medians over the keystrokes, ms. */
  readonly labelMs: number;
  readonly spreadMs: number;
  /** Resident memory, MB; undefined where the system does not tell. */
  readonly rendererMb: number | undefined;
  readonly engineMb: number | undefined;
}

const KEYSTROKES = 18;
const QUIET_MS = 800;
const PATIENCE_MS = 3_600_000;

/** Measures the Label screen over a project that a server has open. */
export async function measureWindow(
  browser: Browser,
  server: Server,
  imageCount: number,
  projectMs: number,
): Promise<Measured> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  // tsx keeps the names of functions with a helper that a page does not have.
  await page.addInitScript('globalThis.__name = (value) => value');
  await openGrid(page, server.url);
  await labelFirst(page);
  const windowMs = await openGrid(page, server.url);
  const frames = await page.evaluate(scrollGrid, { stepPx: 60, frameCount: 240 });
  const labels = await labelByKeys(page);
  const memory = {
    rendererMb: await residentMb(await rendererPid(browser)),
    engineMb: await residentMb(server.enginePid),
  };
  await page.close();
  const spreads = labels.flatMap(({ spreadMs }) => spreadMs ?? []);
  const medians = { labelMs: median(labels.map(({ labelMs }) => labelMs)), spreadMs: median(spreads) };
  return { imageCount, projectMs, windowMs, ...frames, ...medians, ...memory };
}

/** Opens the window and waits until every picture in sight is there: the time that took, ms. */
async function openGrid(page: Page, url: string): Promise<number> {
  await page.goto(url);
  await page.goto('about:blank');
  const start = performance.now();
  await page.goto(new URL('/#/label', url).href);
  await page.waitForFunction(isUsable, undefined, { timeout: PATIENCE_MS });
  return performance.now() - start;
}

/** Takes the labels of an earlier run away, gives each kind a class and one label, and waits until those have spread. */
async function labelFirst(page: Page): Promise<void> {
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.waitForTimeout(QUIET_MS);
  for (let kind = 0; kind < KIND_COUNT; kind++) {
    const name = `kind ${kind + 1}`;
    await page.getByRole('textbox', { name: 'Add a class' }).fill(name);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: new RegExp(`^${name}`) }).waitFor();
    await page.locator(`#image-${kind}`).click();
    await page.keyboard.press(String(kind + 1));
  }
  await page.getByText(/^Labels have spread to/).waitFor({ timeout: PATIENCE_MS });
  await page.waitForTimeout(QUIET_MS);
}

/** Labels the next images without a label by their keys, one by one. */
async function labelByKeys(page: Page): Promise<LabelTimes[]> {
  const times: LabelTimes[] = [];
  await page.getByRole('grid').focus();
  await page.keyboard.press('Control+Home');
  await page.waitForTimeout(QUIET_MS);
  for (let index = KIND_COUNT; index < KIND_COUNT + KEYSTROKES; index++) {
    await page.locator(`#image-${index}`).click();
    await page.waitForTimeout(QUIET_MS);
    const watched = page.evaluate(watchKeystroke, QUIET_MS);
    // Keys reach a page by another way than functions and may overtake them.
    await page.waitForTimeout(100);
    await page.keyboard.press(String((index % KIND_COUNT) + 1));
    times.push(await watched);
  }
  return times;
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? NaN;

async function rendererPid(browser: Browser): Promise<number | undefined> {
  const session = await browser.newBrowserCDPSession();
  const { processInfo } = await session.send('SystemInfo.getProcessInfo');
  const renderers = processInfo.filter(({ type }) => type === 'renderer');
  return renderers.toSorted((a, b) => b.cpuTime - a.cpuTime)[0]?.id;
}

/** Resident memory of a process, MB, where /proc tells. */
async function residentMb(pid: number | undefined): Promise<number | undefined> {
  const file = `/proc/${pid}/status`;
  if (pid === undefined || !existsSync(file)) return undefined;
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(await readFile(file, 'utf8')) ?? [];
  return kilobytes === undefined ? undefined : Number(kilobytes) / 1024;
}
