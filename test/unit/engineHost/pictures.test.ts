import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it } from 'vitest';
import { ProjectPictures } from '../../../src/engineHost/pictures.ts';
import type { Workbench } from '../../../src/services/workbench/workbench.ts';
import { temporaryFolder } from '../platform/node/temporaryFolder.ts';

it('gives the picture of an image of that content, and of no other', async () => {
  const folder = temporaryFolder();
  const bytes = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  writeFileSync(join(folder, 'red.png'), bytes);
  const contentHash = createHash('sha256').update(bytes).digest('hex');
  // Images 1, 3 and 4 are gone.
  const images = [0, 2, 5].map((index) => ({ index, path: 'red.png', contentHash }));
  const project = { images: () => images, store: { path: folder, folder } };
  const { picture } = new ProjectPictures({ project } as unknown as Workbench);
  for (const { index } of images) {
    expect((await picture(index, 'full', contentHash.slice(0, 12))).bytes).toEqual(bytes);
    expect((await picture(index, 'thumbnail', contentHash)).mimeType).toBe('image/webp');
    await expect(picture(index, 'full', '0123456789ab')).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  }
  for (const index of [1, 3, 4, 6]) {
    await expect(picture(index, 'full', contentHash)).rejects.toMatchObject({ code: 'REQUEST_INVALID' });
  }
});
