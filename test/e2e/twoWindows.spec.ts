import path from 'node:path';
import { copyImages } from './support/imageFolder.ts';
import { newProject } from './support/newProject.ts';
import { startServer } from './support/server.ts';
import { expect, test } from './support/test.ts';

test('a project that is open in one Handful is refused to another, in words, until it is closed', async ({
  page,
  context,
  server,
  home,
}) => {
  const folder = path.join(home, 'clothes');
  await copyImages(folder, 20);
  await page.goto(server.url);
  await newProject(page, folder);
  await expect(page.getByText('20 of 20 images')).toBeVisible();

  const other = await startServer(home);
  try {
    const second = await context.newPage();
    await second.goto(other.url);
    const entry = second.getByRole('button', { name: /^clothes/ });
    await entry.click();
    const problems = second.getByRole('region', { name: 'Problems' });
    await expect(problems).toContainText('PROJECT_IN_USE');
    await expect(problems).toContainText('Close it there first');
    await expect(second).toHaveURL(/#\/$/);

    await page.keyboard.press('Shift+S');
    await page.getByRole('button', { name: 'Close project' }).click();
    await expect(page.getByRole('heading', { name: 'Label a handful. Get a classifier.' })).toBeVisible();
    await entry.click();
    await expect(second.getByText('20 of 20 images')).toBeVisible();
  } finally {
    await other.stop();
  }
});
