/**
 * The Label screen over many images, in Chromium with whatever graphics it finds: how soon the window can be used, how
 * smoothly it scrolls, how soon a label has spread, and how much memory that takes. Images and project are made in
 * `--dir` (a temporary folder without it) and used again the next time; `npm run build:renderer` first.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import config from '../../playwright.config.ts';
import { ROOT, startServer } from '../../test/e2e/support/server.ts';
import { makeFolder } from './makeFolder.ts';
import { measureWindow, type Measured } from './measure.ts';

const { values } = parseArgs({
  options: {
    dir: { type: 'string', default: path.join(tmpdir(), 'handful-bench-ui') },
    counts: { type: 'string', default: '20000,100000' },
    json: { type: 'boolean', default: false },
  },
});

const results: Measured[] = [];
for (const count of values.counts.split(',').map(Number)) results.push(await measure(count));
if (values.json) console.log(JSON.stringify(results));
else printTable(results);

async function measure(imageCount: number): Promise<Measured> {
  const home = path.join(values.dir, String(imageCount));
  const folder = path.join(home, 'images');
  const project = path.join(home, 'images.handful');
  await mkdir(home, { recursive: true });
  note(`${imageCount} images: making the folder`);
  await makeFolder(folder, imageCount);
  note('importing');
  importFolder(folder, project);
  note('measuring');
  const start = performance.now();
  const server = await startServer(home, ['--project', project]);
  const projectMs = performance.now() - start;
  const browser = await chromium.launch(config.use?.launchOptions ?? {});
  try {
    return await measureWindow(browser, server, imageCount, projectMs);
  } finally {
    await browser.close();
    await server.stop();
  }
}

/** Imported once; the labels of earlier runs are taken away in the window. */
function importFolder(folder: string, project: string): void {
  const handful = path.join(ROOT, 'bin/handful.js');
  if (!existsSync(project)) execFileSync(process.execPath, [handful, 'import', folder, '--project', project]);
}

function note(words: string): void {
  if (!values.json) console.log(words);
}

function printTable(rows: readonly Measured[]): void {
  console.table(
    Object.fromEntries(
      rows.map((row) => [
        `${row.imageCount} images`,
        {
          'project open': ms(row.projectMs),
          'window usable (goal 2000 ms)': ms(row.windowMs),
          'frames per second (goal 55 with a GPU)': row.framesPerSecond.toFixed(1),
          'label shown': ms(row.labelMs),
          'label spread (goal 100 ms at 20,000)': ms(row.spreadMs),
          renderer: mb(row.rendererMb),
          engine: mb(row.engineMb),
        },
      ]),
    ),
  );
}

function ms(value: number): string {
  return `${Math.round(value)} ms`;
}

function mb(value: number | undefined): string {
  return value === undefined ? 'unknown' : `${Math.round(value)} MB`;
}
