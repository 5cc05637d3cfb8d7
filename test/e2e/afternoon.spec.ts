import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { parse } from 'csv-parse/sync';
import { copyImages } from './support/imageFolder.ts';
import { newProject } from './support/newProject.ts';
import { expectAccessible, takePicture } from './support/screen.ts';
import { ROOT } from './support/server.ts';
import { expect, test } from './support/test.ts';

const IMAGE_COUNT = 400;
const CLASSES = ['ankle boot', 'bag', 'trouser'];
const PER_CLASS = 6;
const SEEN_COUNT = 100;

interface Row {
  readonly path: string;
  readonly label: string;
  readonly source?: string;
}

async function rowsOf(file: string): Promise<Row[]> {
  return parse(await readFile(file), { columns: true, bom: true }) as Row[];
}

/** The first images of each class among those that are seen at once when they are small. */
async function handful(): Promise<Map<string, number[]>> {
  const truth = await rowsOf(path.join(ROOT, 'resources/demo/truth.csv'));
  const known = truth.map((row) => ({ label: row.label, index: Number(path.parse(row.path).name) - 1 }));
  const seen = known.filter(({ index }) => index < SEEN_COUNT).toSorted((a, b) => a.index - b.index);
  const of = (name: string) => seen.filter(({ label }) => label === name).map(({ index }) => index);
  return new Map(CLASSES.map((name) => [name, of(name).slice(0, PER_CLASS)]));
}

/** A project of the demo's images with a handful of labels of three classes, given with the keyboard. */
async function labelledProject(page: Page, url: string, folder: string): Promise<void> {
  await copyImages(folder, IMAGE_COUNT);
  await page.addInitScript({ content: "localStorage.setItem('handful.label.cellPx', '56')" });
  await page.goto(url);
  await newProject(page, folder);
  await expect(page.getByText(`${IMAGE_COUNT} of ${IMAGE_COUNT} images`)).toBeVisible();
  for (const name of CLASSES) {
    const input = page.getByRole('textbox', { name: 'Add a class' });
    await input.fill(name);
    await input.press('Enter');
    await expect(page.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible();
  }
  for (const [place, indices] of [...(await handful()).values()].entries()) {
    for (const index of indices) {
      await page.locator(`#image-${index}`).click();
      await page.keyboard.press(String(place + 1));
    }
  }
  await expect(page.getByText(/^Labels have spread to 3\d\d images/)).toBeVisible({ timeout: 60_000 });
}

/** Starts a training of the last layers only, which takes seconds. */
async function startTraining(page: Page): Promise<void> {
  await page.keyboard.press('Shift+T');
  await page.getByText('Advanced').click();
  await page.getByRole('checkbox', { name: /Adapt the whole network/ }).uncheck();
  await expect(page.getByText(/About .* on this computer/)).toBeVisible({ timeout: 60_000 });
  await takePicture(page, 'train-choices');
  await page.getByRole('button', { name: 'Train', exact: true }).click();
}

test('an afternoon: from a folder to a file that classifies as the window said', async ({ page, server, home }) => {
  test.setTimeout(600_000);
  const folder = path.join(home, 'clothes');
  await labelledProject(page, server.url, folder);

  await page.keyboard.press('Shift+M');
  const map = page.getByRole('application', { name: /Map of 400 images/ });
  await expect(map).toBeVisible({ timeout: 120_000 });
  const box = (await map.boundingBox())!;
  await page.mouse.move(box.x + 5, box.y + 5);
  await page.mouse.down();
  for (const [x, y] of [
    [box.width / 2, 5],
    [box.width / 2, box.height - 5],
    [5, box.height - 5],
  ] as const) {
    await page.mouse.move(box.x + x, box.y + y, { steps: 5 });
  }
  await page.mouse.up();
  await expect(page.getByRole('heading', { name: /^\d+ images selected$/ })).toBeVisible();
  await expectAccessible(page);
  await takePicture(page, 'map');

  await page.getByRole('button', { name: 'Select none' }).click();
  await page.keyboard.press('Shift+L');
  await page.locator('#image-0').click();
  await page.locator('#image-9').click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Show on the map' }).click();
  await expect(page.getByRole('heading', { name: '10 images selected' })).toBeVisible();

  await startTraining(page);
  await expect(page.getByRole('heading', { name: 'How wrong it is' })).toBeVisible({ timeout: 120_000 });
  // Each of the 18 labels is hidden from one of the two parts of the check.
  await expect(page.getByText(/gets \d+ of 18 labels right that were hidden from it/)).toBeVisible({
    timeout: 120_000,
  });
  await takePicture(page, 'train');
  await expect(page.getByRole('heading', { name: 'The training has finished' })).toBeVisible({ timeout: 300_000 });
  await expectAccessible(page);
  await takePicture(page, 'train-finished');

  await page.getByRole('button', { name: 'Review what it learnt' }).click();
  await expect(page.getByRole('heading', { name: 'On labels that were set aside' })).toBeVisible();
  await expectAccessible(page);
  await takePicture(page, 'review');
  await page
    .getByRole('button', { name: /images labelled bag, said bag/ })
    .first()
    .click();
  await expect(page).toHaveURL(/#\/label$/);
  await expect(page.getByText(/^[1-6] of 400 images$/)).toBeVisible();

  await page.keyboard.press('Shift+A');
  await page.getByRole('checkbox', { name: /sorted into class folders/ }).check();
  await page.getByRole('button', { name: 'Take away' }).last().click();
  await expect(page.getByText(/^Checked on 400 images: (400|399) got the same label/)).toBeVisible({
    timeout: 120_000,
  });
  await expectAccessible(page);
  await takePicture(page, 'take-away');
  await expectReproduced(path.join(home, 'clothes results'), folder);
});

/** `handful classify` says of every image without a human label what the window said. */
async function expectReproduced(results: string, folder: string): Promise<void> {
  const again = path.join(results, 'again.csv');
  const classifier = path.join(results, 'classifier.onnx');
  execFileSync(process.execPath, [path.join(ROOT, 'bin/handful.js'), 'classify', classifier, folder, '--out', again], {
    stdio: 'ignore',
  });
  const said = new Map((await rowsOf(path.join(results, 'predictions.csv'))).map((row) => [row.path, row]));
  const rows = await rowsOf(again);
  expect(rows).toHaveLength(IMAGE_COUNT);
  const pseudo = rows.filter((row) => said.get(row.path)!.source === 'pseudo');
  expect(pseudo.length).toBe(IMAGE_COUNT - CLASSES.length * PER_CLASS);
  expect(pseudo.map(({ label }) => label)).toEqual(pseudo.map((row) => said.get(row.path)!.label));
}

test('a training whose engine is killed goes on where it was', async ({ page, server, home }) => {
  test.setTimeout(600_000);
  await labelledProject(page, server.url, path.join(home, 'clothes'));
  await startTraining(page);
  await expect(page.getByText(/^step \d+ of \d+/)).toBeVisible({ timeout: 120_000 });
  process.kill(server.enginePid, 'SIGKILL');
  const away = page.getByRole('status').filter({ hasText: 'is being started again' });
  await expect(away).toBeVisible();
  await expect(away).toBeHidden({ timeout: 60_000 });
  const resume = page.getByRole('button', { name: 'Go on with the interrupted training' });
  await expect(resume).toBeVisible({ timeout: 60_000 });
  await page.reload();
  await resume.click();
  await expect(page.getByRole('heading', { name: 'The training has finished' })).toBeVisible({ timeout: 300_000 });
  await page.keyboard.press('Shift+L');
  await expect(page.getByText(`${IMAGE_COUNT} of ${IMAGE_COUNT} images`)).toBeVisible();
});
