import type { Locator, Page } from '@playwright/test';
import { expectAccessible } from '../support/screen.ts';
import { expect, test } from '../support/test.ts';
import {
  addClasses,
  cell,
  COATS,
  grid,
  IMAGE_COUNT,
  labelAHandful,
  labelByKey,
  labelOf,
  openLabel,
  pictureOfLabel,
  SNEAKERS,
  unlabeled,
} from './labelScreen.ts';

test('a handful of labels spreads to all images', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  await expect(page.getByText('Name your first class, on the right.')).toBeVisible();
  await expectAccessible(page);
  await pictureOfLabel(page, 'label-start');

  await labelAHandful(page);
  await labelOf(page, SNEAKERS[0]!, 'sneaker');
  await expect(cell(page, SNEAKERS[2]!)).toHaveAccessibleName(/probably sneaker \d+ percent sure/);
  await expect(cell(page, 0)).toHaveAccessibleName(/probably/);
  await expect(page.getByRole('button', { name: /^sneaker/ })).toContainText('2 labelled');
  await expect(page.getByRole('button', { name: /^sneaker/ })).toContainText('needs more labels');
  await expect(page.getByText('Label a handful of each class: 1 more “sneaker”.')).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+Home');
  await pictureOfLabel(page, 'label');
});

test('labels are undone and done again, across reloads and a killed engine', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  await addClasses(page, 'sneaker', 'coat');
  await labelByKey(page, SNEAKERS, '1');
  await page.keyboard.press('Control+z');
  await unlabeled(page, SNEAKERS[3]!);
  await page.keyboard.press('Control+Shift+z');
  await labelOf(page, SNEAKERS[3]!, 'sneaker');

  await page.reload();
  await labelOf(page, SNEAKERS[3]!, 'sneaker');
  await page.keyboard.press('Control+z');
  await unlabeled(page, SNEAKERS[3]!);

  process.kill(server.enginePid, 'SIGKILL');
  const away = page.getByRole('status').filter({ hasText: 'is being started again' });
  await expect(away).toBeVisible();
  await expect(away).toBeHidden();
  await labelOf(page, SNEAKERS[2]!, 'sneaker');
  await unlabeled(page, SNEAKERS[3]!);
  await page.keyboard.press('Control+Shift+z');
  await labelOf(page, SNEAKERS[3]!, 'sneaker');
  for (let count = 0; count < SNEAKERS.length; count++) {
    await page.keyboard.press('Control+z');
    await unlabeled(page, SNEAKERS[SNEAKERS.length - 1 - count]!);
  }
  await labelByKey(page, [COATS[0]!], '2');
  await labelOf(page, COATS[0]!, 'coat');
});

test('many are selected and labelled at once, and one undo takes it all back', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  await addClasses(page, 'sneaker', 'coat');
  await cell(page, 4).click();
  await cell(page, 9).click({ modifiers: ['Control'] });
  await cell(page, 12).click({ modifiers: ['Shift'] });
  await expect(grid(page).getByRole('gridcell', { selected: true })).toHaveCount(4);
  await cell(page, 4).click({ modifiers: ['Control'] });
  await expect(page.getByText('5 selected')).toBeVisible();
  await pictureOfLabel(page, 'label-selection');
  await page.keyboard.press('1');
  await expect(page.getByRole('button', { name: /^sneaker/ })).toContainText('5 labelled');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^sneaker/ })).toContainText('0 labelled');

  await page.keyboard.press('Control+a');
  await expect(page.getByText(`${IMAGE_COUNT} selected`)).toBeVisible();
  await page.getByRole('button', { name: /^coat/ }).click();
  await expect(page.getByRole('button', { name: /^coat/ })).toContainText(`${IMAGE_COUNT} labelled`);
  await page.keyboard.press('Control+a');
  await page.getByRole('button', { name: 'Clear labels' }).click();
  await expect(page.getByRole('button', { name: /^coat/ })).toContainText('0 labelled');
  await page.keyboard.press('Control+z');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^coat/ })).toContainText('0 labelled');
});

test('all like one are selected, more or fewer, and what has spread is accepted', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  await labelAHandful(page);
  await cell(page, SNEAKERS[2]!).click();
  await page.keyboard.press('l');
  await expect(page.getByText('24 selected')).toBeVisible();
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('similar');
  await page.getByRole('slider', { name: 'How many' }).fill('10');
  await expect(page.getByText('10 selected')).toBeVisible();
  await pictureOfLabel(page, 'label-alike');
  await page.keyboard.press('a');
  await expect(page.getByRole('button', { name: /^sneaker/ })).toContainText('12 labelled');
  await page.getByRole('button', { name: 'Back' }).click();
  await expect(page.getByRole('combobox', { name: 'Order' })).toHaveValue('folder');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^sneaker/ })).toContainText('2 labelled');
});

async function pressUntilFocused(page: Page, key: string, wanted: Locator): Promise<void> {
  for (let count = 0; count < 60; count++) {
    if (await wanted.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  await expect(wanted).toBeFocused();
}

test('everything is done by keyboard alone', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  const field = page.getByRole('textbox', { name: 'Add a class' });
  await pressUntilFocused(page, 'Tab', field);
  await page.keyboard.type('shirt 1');
  await page.keyboard.press('Enter');
  await expect(field).toHaveValue('');
  await page.keyboard.type('other');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('button', { name: /^other/ })).toBeVisible();
  await pressUntilFocused(page, 'Shift+Tab', grid(page));
  await page.keyboard.press('1');
  await labelOf(page, 0, 'shirt 1');
  await expect(cell(page, 1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Shift+ArrowRight');
  await page.keyboard.press('2');
  await labelOf(page, 2, 'other');
  await labelOf(page, 3, 'other');
  await page.keyboard.press('n');
  await labelOf(page, 4, 'none of these');
  await page.keyboard.press('Control+End');
  await expect(cell(page, IMAGE_COUNT - 1)).toBeVisible();
  await expect(grid(page)).toHaveAttribute('aria-activedescendant', `image-${IMAGE_COUNT - 1}`);
  await page.keyboard.press('Control+Home');
  await page.keyboard.press('Delete');
  await unlabeled(page, 0);
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard' })).toContainText('Select all like this');
});

test('two windows on one project see the labels of each other', async ({ page, context, server, home }) => {
  await openLabel(page, server.url, home);
  await addClasses(page, 'sneaker', 'coat');
  const other = await context.newPage();
  await other.goto(page.url());
  await expect(cell(other, SNEAKERS[0]!)).toBeVisible();
  await labelByKey(page, [SNEAKERS[0]!], '1');
  await labelOf(other, SNEAKERS[0]!, 'sneaker');
  await labelByKey(other, [COATS[0]!], '2');
  await labelOf(page, COATS[0]!, 'coat');
  await other.keyboard.press('Control+z');
  await unlabeled(page, COATS[0]!);
});
