import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { encoderFiles } from '../../../../src/platform/node/encoderFiles.ts';
import { openImageFolder } from '../../../../src/platform/node/images/imageFolder.ts';
import { suggestImageSize } from '../../../../src/services/projects/suggestImageSize.ts';
import { chooseImageSize } from '../../../../src/services/training/chooseImageSize.ts';
import { defaultSettings } from '../../../../src/services/training/settings.ts';

const fromRoot = (path: string): string => fileURLToPath(new URL(`../../../../${path}`, import.meta.url));
/** A network that was exported for images of 8 px. */
const encoder = fromRoot('test/reference/gradients/residual/model.onnx');
const suggest = (): Promise<number> => suggestImageSize(openImageFolder(fromRoot('resources/demo/images')));
const files = encoderFiles([]);

test('an encoder that insists on a size gets it', async () => {
  expect(await chooseImageSize({ ...defaultSettings, encoder }, suggest, files)).toBe(8);
});

test('asking for another size than the encoder takes is refused', async () => {
  await expect(chooseImageSize({ ...defaultSettings, encoder, imageSizePx: 32 }, suggest, files)).rejects.toMatchObject(
    {
      code: 'USAGE',
    },
  );
});

test('otherwise the wish counts, and without one the size of the images: 28 px pictures are small', async () => {
  const settings = { ...defaultSettings, encoder: 'wrn-10-1' };
  expect(await chooseImageSize({ ...settings, imageSizePx: 40 }, suggest, files)).toBe(40);
  expect(await chooseImageSize(settings, suggest, files)).toBe(64);
});

test('an encoder that is not there is said to be missing before anything is imported', async () => {
  await expect(chooseImageSize({ ...defaultSettings, encoder: 'nowhere.onnx' }, suggest, files)).rejects.toMatchObject({
    code: 'MODEL_UNREADABLE',
  });
});
