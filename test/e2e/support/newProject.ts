import type { Page } from '@playwright/test';
import { expect } from './test.ts';

/** Makes a project of a folder from the Start screen, as one does in a browser; the import goes on behind it. */
export async function newProject(page: Page, folder: string): Promise<void> {
  await page.getByRole('button', { name: 'New from folder' }).click();
  const field = page.getByRole('textbox', { name: 'Folder' });
  await field.fill(folder);
  await field.press('Enter');
  await expect(page.getByText('images directly in this folder')).toBeVisible();
  await page.getByRole('button', { name: 'Use this folder' }).click();
  await expect(page).toHaveURL(/#\/label$/);
}
