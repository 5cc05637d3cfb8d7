import { expectAccessible } from '../support/screen.ts';
import { expect, test } from '../support/test.ts';
import {
  addClasses,
  cell,
  grid,
  IMAGE_COUNT,
  labelAHandful,
  labelByKey,
  labelOf,
  openLabel,
  pictureOfLabel,
  shownCount,
  SNEAKERS,
} from './labelScreen.ts';

test('images are sorted and filtered, and the order waits to be asked', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  await labelAHandful(page);
  const order = page.getByRole('combobox', { name: 'Order' });
  const seen = new Set<string>();
  for (const sort of ['folder', 'typical', 'uncertain', 'outlier', 'nearDuplicates']) {
    await order.selectOption(sort);
    await expect(grid(page)).toHaveAttribute('aria-busy', 'false');
    await shownCount(page, sort === 'nearDuplicates' ? /\d+/ : IMAGE_COUNT);
    const ids = await grid(page)
      .getByRole('gridcell')
      .evaluateAll((cells) => cells.slice(0, 12).map(({ id }) => id));
    seen.add(ids.join());
  }
  expect(seen.size).toBe(5);

  await order.selectOption('folder');
  const withLabel = page.getByRole('combobox', { name: 'Show images with or without a label' });
  await withLabel.selectOption('labelled');
  await shownCount(page, 6);
  await page.getByRole('combobox', { name: 'Show a class' }).selectOption('coat');
  await shownCount(page, 2);
  await withLabel.selectOption('all');
  await page.getByRole('combobox', { name: 'Show a class' }).selectOption('Any class');
  await page.getByRole('searchbox', { name: 'File name' }).fill('002');
  await shownCount(page, 11);
  await page.getByRole('searchbox', { name: 'File name' }).fill('no such file');
  await expect(page.getByRole('heading', { name: 'No image is like that' })).toBeVisible();
  await page.getByRole('button', { name: 'Show all images' }).click();
  await shownCount(page, IMAGE_COUNT);

  await grid(page).focus();
  await page.keyboard.press('f');
  await shownCount(page, IMAGE_COUNT - 6);
  await labelByKey(page, [SNEAKERS[2]!], '1');
  await labelOf(page, SNEAKERS[2]!, 'sneaker');
  await shownCount(page, IMAGE_COUNT - 6);
  await page.getByRole('button', { name: 'Labels changed this order' }).click();
  await shownCount(page, IMAGE_COUNT - 7);
  await expect(cell(page, SNEAKERS[2]!)).toHaveCount(0);

  await page.keyboard.press('f');
  await page.keyboard.press('f');
  await shownCount(page, /\d+/);
  await expect(page.getByRole('button', { name: 'Model disagrees' })).toHaveAttribute('aria-pressed', 'true');
});

test('one image is looked at in full size and labelled there, with the reasons for its label', async ({
  page,
  server,
  home,
}) => {
  await openLabel(page, server.url, home);
  await labelAHandful(page);
  await cell(page, SNEAKERS[2]!).click();
  await page.keyboard.press(' ');
  const zoom = page.getByRole('region', { name: `Image ${SNEAKERS[2]! + 1} at full size` });
  await expect(zoom.getByText('0011.png')).toBeVisible();
  await expect(zoom.getByText('28 × 28 px')).toBeVisible();
  await expect(zoom.getByText('These labelled images count most')).toBeVisible();
  await expect(zoom.locator('canvas').first()).toBeVisible();
  await expectAccessible(page);
  await pictureOfLabel(page, 'label-zoom');
  await page.keyboard.press('+');
  await page.keyboard.press('1');
  await expect(page.getByRole('region', { name: `Image ${SNEAKERS[2]! + 2} at full size` })).toBeVisible();
  await page.keyboard.press('ArrowLeft');
  await expect(zoom.getByRole('definition').first()).toHaveText('sneaker');
  await expect(zoom.getByText('Never labelled.')).toBeHidden();
  await page.keyboard.press('Backspace');
  await expect(zoom.getByText('none yet')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(zoom).toBeHidden();
  await expect(grid(page)).toBeFocused();
  await expect(cell(page, SNEAKERS[2]!)).toBeVisible();
});

test('suggestions say why, and each label makes room for the next', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  await addClasses(page, 'sneaker', 'coat');
  const list = page.getByRole('listbox', { name: 'Label these next' });
  await expect(list.getByRole('option', { name: /typical of many others/ }).first()).toBeVisible({ timeout: 60_000 });
  await page.keyboard.press('s');
  await expect(list).toBeFocused();
  const first = await list.getByRole('option').first().getAttribute('id');
  await page.keyboard.press('1');
  await expect(page.locator(`#${first}`)).toHaveCount(0);
  await page.keyboard.press('2');
  await expect(page.getByRole('button', { name: /^coat/ })).toContainText('1 labelled');
  await page.keyboard.press('ArrowRight');
  await expect(list.getByRole('option').nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('s');
  await expect(grid(page)).toBeFocused();
  await page.getByRole('button', { name: 'Hide what to label next' }).click();
  await expect(list).toBeHidden();
});

test('it can be looked at large and dark', async ({ page, server, home }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.emulateMedia({ colorScheme: 'dark' });
  await openLabel(page, server.url, home);
  await labelAHandful(page);
  await pictureOfLabel(page, 'label-dark');
  await page.getByRole('slider', { name: 'Size' }).fill('44');
  await pictureOfLabel(page, 'label-small');
});
