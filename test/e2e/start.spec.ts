import { rename } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from '@playwright/test';
import { addBrokenFiles, copyImages } from './support/imageFolder.ts';
import { newProject } from './support/newProject.ts';
import { expectAccessible, takePicture } from './support/screen.ts';
import { expect, test } from './support/test.ts';

/** Makes a project of a folder, as one does in a browser, and waits until all of it has been read. */
async function createProject(page: Page, folder: string): Promise<void> {
  await newProject(page, folder);
  await expect(page.getByText('Reading the images')).toBeHidden();
  // The pictures of a project that is closed while they are on their way are refused, and the browser complains.
  const pictures = page.locator('.thumbnail');
  await expect(pictures.first()).toBeVisible();
  await expect.poll(() => pictures.evaluateAll(areLoaded)).toBe(true);
}

function areLoaded(pictures: readonly { querySelector(selector: string): unknown }[]): boolean {
  return pictures.every((picture) => {
    const image = picture.querySelector('img') as { complete: boolean } | null;
    return image?.complete === true;
  });
}

test('the first start says what to do, and can be read by everybody', async ({ page, server }) => {
  await page.goto(server.url);
  await expect(page.getByRole('heading', { name: 'An afternoon in four steps' })).toBeVisible();
  await expect(page.getByRole('link', { name: 'Label' })).toBeDisabled();
  await expectAccessible(page);
  await takePicture(page, 'start');

  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('New from folder');
  await page.keyboard.press('Escape');
  await page.keyboard.press('n');
  await expect(page.getByRole('dialog', { name: 'New project from a folder' })).toBeVisible();
  await expectAccessible(page);
});

test('a folder becomes a project; what could not be read is listed with the reason', async ({ page, server, home }) => {
  const folder = path.join(home, 'clothes');
  await copyImages(folder, 40);
  const broken = await addBrokenFiles(folder);
  await page.goto(server.url);
  await createProject(page, folder);

  await page.getByRole('button', { name: '3 files skipped' }).click();
  const dialog = page.getByRole('dialog', { name: 'Skipped files' });
  for (const name of broken) await expect(dialog.getByRole('row', { name })).toBeVisible();
  await expect(dialog.getByRole('row', { name: 'half.png' })).not.toHaveText('half.png');
  await expectAccessible(page);
  await takePicture(page, 'start-skipped');
  await page.keyboard.press('Escape');

  await page.reload();
  await expect(page).toHaveURL(/#\/label$/);
  await expect(page).toHaveTitle('Label – clothes – Handful');
  await page.keyboard.press('Shift+S');
  await expect(page.getByRole('heading', { name: 'clothes', level: 1 })).toBeVisible();
  await expect(page.getByText('40 images')).toBeVisible();

  await page.reload();
  await expect(page.getByText('40 images')).toBeVisible();
  await page.getByRole('button', { name: 'Close project' }).click();
  await expect(page.getByRole('button', { name: /^clothes/ })).toContainText('40 images');
  await expectAccessible(page);
  await takePicture(page, 'start-recent');

  await page.getByRole('button', { name: /^clothes/ }).click();
  await expect(page).toHaveURL(/#\/label$/);
});

test('a folder without images is refused in words', async ({ page, server, home }) => {
  const folder = path.join(home, 'nothing');
  await copyImages(folder, 0);
  await page.goto(server.url);
  await page.getByRole('button', { name: 'New from folder' }).click();
  await page.getByRole('button', { name: 'nothing' }).click();
  await expect(page.getByText('No images directly in this folder')).toBeVisible();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  const problems = page.getByRole('region', { name: 'Problems' });
  await expect(problems).toContainText(folder);
  await expect(problems).toContainText('FOLDER_EMPTY');
  await expectAccessible(page);
  await problems.getByRole('button', { name: 'Dismiss this problem' }).click();
  await expect(problems).toBeEmpty();
});

test('images that were moved are found again by their content', async ({ page, server, home }) => {
  const folder = path.join(home, 'clothes');
  await copyImages(folder, 30);
  await page.goto(server.url);
  await createProject(page, folder);
  await page.keyboard.press('Shift+S');
  await page.getByRole('button', { name: 'Close project' }).click();

  const moved = path.join(home, 'disk', 'wardrobe');
  await copyImages(path.join(home, 'disk', 'other'), 0);
  await rename(folder, moved);
  await page.getByRole('button', { name: /^clothes/ }).click();

  const dialog = page.getByRole('dialog', { name: 'Where are the images now?' });
  await expect(dialog).toContainText(folder);
  await expectAccessible(page);
  await takePicture(page, 'start-relink');
  const field = dialog.getByRole('textbox', { name: 'Folder' });
  await field.fill(path.join(home, 'disk'));
  await field.press('Enter');
  await dialog.getByRole('button', { name: 'wardrobe' }).click();
  await expect(dialog.getByText('30 images directly in this folder')).toBeVisible();
  await dialog.getByRole('button', { name: 'Look in this folder' }).click();
  await expect(dialog).toContainText('30 of 30 images were found');
  await expect(dialog).toContainText('none is missing');
  await dialog.getByRole('button', { name: 'Use this folder' }).click();
  await expect(page).toHaveURL(/#\/label$/);
  await page.keyboard.press('Shift+S');
  await expect(page.getByText('The folder of images is not where it was')).toBeHidden();
});

test('an engine that is killed comes back by itself, and the window with it', async ({ page, server, home }) => {
  const folder = path.join(home, 'clothes');
  await copyImages(folder, 20);
  await page.goto(server.url);
  await createProject(page, folder);
  await page.keyboard.press('Shift+S');

  process.kill(server.enginePid, 'SIGKILL');
  await expect(page.getByRole('status').filter({ hasText: 'is being started again' })).toBeVisible();
  await takePicture(page, 'start-away');
  await expect(page.getByRole('status').filter({ hasText: 'is being started again' })).toBeHidden();
  await expect(page.getByRole('region', { name: 'Problems' })).toBeEmpty();
  await expect(page.getByText('20 images')).toBeVisible();
  await page.getByRole('button', { name: 'Close project' }).click();
  await expect(page.getByRole('button', { name: /^clothes/ })).toBeVisible();
});
