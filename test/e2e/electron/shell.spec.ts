import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { _electron, expect, test, type ElectronApplication, type Page } from '@playwright/test';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Electron's program, which its package fetches; undefined where it has not been. */
function electronProgram(): string | undefined {
  const folder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));
  const note = path.join(folder, 'path.txt');
  if (!existsSync(note)) return undefined;
  const program = path.join(folder, 'dist', readFileSync(note, 'utf8').trim());
  return existsSync(program) ? program : undefined;
}

const executablePath = electronProgram();

test.skip(executablePath === undefined, "Electron's program is not here: run `npm start` where it can be fetched.");
test.skip(!existsSync(path.join(ROOT, 'dist/main/main.js')), 'The desktop app is not built: run `npm run build`.');

let app: ElectronApplication;
let page: Page;
let home: string;

/** Process id of the engine, which is a child of the app. */
const enginePid = (): number =>
  Number(execFileSync('pgrep', ['-P', String(app.process().pid), '-f', 'dist/engine/main.js'], { encoding: 'utf8' }));

test.beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'handful-electron-'));
  app = await _electron.launch({
    ...(executablePath ? { executablePath } : {}),
    args: [ROOT, ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
    env: {
      ...(process.env as Record<string, string>),
      HANDFUL_NODE: process.execPath,
      HANDFUL_CONFIG: path.join(home, '.settings'),
      HOME: home,
      USERPROFILE: home,
    },
  });
  page = await app.firstWindow();
});

test.afterEach(async () => {
  await app.close();
  await rm(home, { recursive: true, force: true });
});

test('the window opens, and the engine answers', async () => {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  expect(page.url()).toMatch(/^handful:\/\/app\//);
});

test('the page has no Node, and only the bridge', async () => {
  expect(await page.evaluate(() => ['require', 'process', 'module'].filter((name) => name in globalThis))).toEqual([]);
  const bridge = await page.evaluate(() => Object.keys((globalThis as unknown as { handful: object }).handful));
  expect(bridge.toSorted()).toEqual(
    ['chooseFolder', 'chooseProject', 'connect', 'onOpenProject', 'pathOf', 'showInFolder'].toSorted(),
  );
});

test('the page goes nowhere and opens nothing', async () => {
  await page.evaluate("location.href = 'https://example.org/'");
  await page.evaluate("window.open('https://example.org/')");
  await page.waitForTimeout(500);
  expect(page.url()).toMatch(/^handful:\/\/app\//);
  expect(app.windows()).toHaveLength(1);
});

test('a killed engine comes back with the project that was open', async () => {
  test.skip(process.platform === 'win32', 'The engine is looked for with pgrep.');
  await page.getByRole('button', { name: /demo/i }).first().click();
  await expect(page).toHaveURL(/#\/label/);
  const killed = enginePid();
  process.kill(killed, 'SIGKILL');
  await expect.poll(enginePid).not.toBe(killed);
  await page.reload();
  await expect(page).toHaveURL(/#\/label/);
  await expect(page.getByText('Handful demo').first()).toBeVisible();
});
