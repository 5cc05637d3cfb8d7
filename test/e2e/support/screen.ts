import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, test, type Page } from '@playwright/test';
import { ROOT } from './server.ts';

/** Takes a picture of the window: into the documentation with UPDATE_SCREENSHOTS=1, else among the test results. */
export async function takePicture(page: Page, name: string): Promise<void> {
  const isForDocs = process.env['UPDATE_SCREENSHOTS'] === '1';
  const file = isForDocs
    ? path.join(ROOT, 'docs/images/screens', `${name}.png`)
    : test.info().outputPath(`${name}.png`);
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' });
}

/** Fails on anything that axe finds serious, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    const { violations } = await new AxeBuilder({ page }).analyze();
    const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
    const words = grave.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.target.join(' ')}`));
    expect(words, `axe, ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}
