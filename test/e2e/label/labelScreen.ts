import path from 'node:path';
import type { Locator, Page } from '@playwright/test';
import { copyImages } from '../support/imageFolder.ts';
import { takePicture } from '../support/screen.ts';
import { newProject } from '../support/newProject.ts';
import { expect } from '../support/test.ts';

export const IMAGE_COUNT = 600;
/** Some of the first images of the demo, by what is on them. */
export const SNEAKERS = [4, 9, 10, 12];
export const COATS = [6, 13, 16];
const BAGS = [24, 32, 33];

export const cell = (page: Page, image: number): Locator => page.locator(`#image-${image}`);
export const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Images' });
export const labelOf = (page: Page, image: number, name: string): Promise<void> =>
  expect(cell(page, image)).toHaveAccessibleName(`Image ${image + 1}, labelled ${name}`);
export const unlabeled = (page: Page, image: number): Promise<void> =>
  expect(cell(page, image)).not.toHaveAccessibleName(/labelled/);
export const shownCount = (page: Page, count: number | RegExp): Promise<void> =>
  expect(
    page.getByText(new RegExp(`^${count instanceof RegExp ? count.source : count} of ${IMAGE_COUNT} images$`)),
  ).toBeVisible();

/** Makes a project of images of the demo, as one does in a browser, and waits until all have been read. */
export async function openLabel(page: Page, url: string, home: string): Promise<void> {
  const folder = path.join(home, 'clothes');
  await copyImages(folder, IMAGE_COUNT);
  await page.goto(url);
  await newProject(page, folder);
  await shownCount(page, IMAGE_COUNT);
}

export async function addClasses(page: Page, ...names: string[]): Promise<void> {
  for (const name of names) {
    const field = page.getByRole('textbox', { name: 'Add a class' });
    await field.fill(name);
    await field.press('Enter');
    await expect(page.getByRole('button', { name: new RegExp(`^${name}`) })).toBeVisible();
  }
  await grid(page).focus();
}

export async function labelByKey(page: Page, images: readonly number[], key: string): Promise<void> {
  for (const image of images) {
    await cell(page, image).click();
    await page.keyboard.press(key);
  }
}

/** Two labels of each of three classes, and the spread that follows. */
export async function labelAHandful(page: Page): Promise<void> {
  await addClasses(page, 'sneaker', 'coat', 'bag');
  await labelByKey(page, SNEAKERS.slice(0, 2), '1');
  await labelByKey(page, COATS.slice(0, 2), '2');
  await labelByKey(page, BAGS.slice(0, 2), '3');
  await expect(page.getByText(/^Labels have spread to 59\d images/)).toBeVisible({ timeout: 60_000 });
}

/** Takes a picture of the window once all images in sight have arrived. */
export async function pictureOfLabel(page: Page, name: string): Promise<void> {
  await expect(page.locator('img:not([src])')).toHaveCount(0);
  const pictures = page.locator('img');
  await expect
    .poll(() => pictures.evaluateAll((all) => all.every((one) => 'complete' in one && one.complete)))
    .toBe(true);
  await takePicture(page, name);
}
