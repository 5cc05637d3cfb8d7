import { defaultSettings } from '../../src/services/training/settings.ts';
import { trainProject } from '../../src/services/training/trainProject.ts';
import { SMALL_SIZE_PX, type SmallProject } from './smallProject.ts';
import { writeTinyEncoder } from './tinyEncoder.ts';

/** A whole training, as short as one can be: of the heads alone, on a tiny encoder. */
export async function trainQuickly({ root, training }: SmallProject): Promise<void> {
  const encoder = await writeTinyEncoder(root);
  const settings = { ...defaultSettings, encoder, trainEncoder: false, epochs: 1 };
  await trainProject(training, { settings, sizePx: SMALL_SIZE_PX });
}
