import sharp from 'sharp';
import { expect, it } from 'vitest';

const SIZE_PX = 1024;

it('the icon of the app is the one of its window', async () => {
  const app = sharp('resources/icons/icon.png');
  expect(await app.metadata()).toMatchObject({ width: SIZE_PX, height: SIZE_PX, hasAlpha: true });
  const drawn = sharp('src/renderer/icon.svg', { density: (72 * SIZE_PX) / 32 }).resize(SIZE_PX, SIZE_PX);
  const [ours, theirs] = await Promise.all([app, drawn].map((image) => image.ensureAlpha().raw().toBuffer()));
  let difference = 0;
  for (let place = 0; place < ours!.length; place++) difference += Math.abs(ours![place]! - theirs![place]!);
  // Another version of the renderer may draw edges otherwise.
  expect(difference / ours!.length).toBeLessThan(1);
});
