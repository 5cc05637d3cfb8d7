import { expectAccessible } from '../support/screen.ts';
import { expect, test } from '../support/test.ts';
import { addClasses, COATS, labelByKey, labelOf, openLabel, SNEAKERS, unlabeled } from './labelScreen.ts';

test('classes are renamed, recoloured, joined and removed, and each can be undone', async ({ page, server, home }) => {
  await openLabel(page, server.url, home);
  await addClasses(page, 'sneaker', 'coat');
  await labelByKey(page, SNEAKERS, '1');
  await labelByKey(page, COATS, '2');

  await page.getByRole('button', { name: 'Edit class coat' }).click();
  const dialog = page.getByRole('dialog');
  await expectAccessible(page);
  await dialog.getByRole('textbox', { name: 'Name' }).fill('jacket');
  await dialog.getByLabel('Colour').fill('#123456');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await labelOf(page, COATS[0]!, 'jacket');

  await page.getByRole('button', { name: 'Edit class jacket' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('sneaker');
  await expect(dialog.getByText('will become one class')).toBeVisible();
  await dialog.getByRole('button', { name: 'Join them' }).click();
  await labelOf(page, COATS[0]!, 'sneaker');
  await page.keyboard.press('Control+z');
  await labelOf(page, COATS[0]!, 'jacket');

  await page.getByRole('button', { name: 'Edit class jacket' }).click();
  await dialog.getByRole('button', { name: 'Remove class' }).click();
  await expect(dialog.getByText(`${COATS.length} images lose their label`)).toBeVisible();
  await dialog.getByRole('button', { name: 'Remove class' }).click();
  await unlabeled(page, COATS[0]!);
  await page.keyboard.press('Control+z');
  await labelOf(page, COATS[0]!, 'jacket');
});
