import { colorJitter } from '../colorJitter.ts';
import type { AugmentationPolicy } from '../policy.ts';
import type { Augmentation } from '../view.ts';

/** Without color there is no saturation and no hue to change. */
const augmentations: readonly Augmentation[] = [colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0, hue: 0 })];

const upright = { ratio: [3 / 4, 4 / 3], mirrorX: true, mirrorY: false, transpose: false } as const;

export const grayscale: AugmentationPolicy = {
  name: 'grayscale',
  about: 'images without color: X-rays, scans, weld photographs',
  support: { placement: { ...upright, scale: [0.5, 1] }, augmentations },
  global: { placement: { ...upright, scale: [0.5, 1] }, augmentations },
  local: { placement: { ...upright, scale: [0.2, 0.5] }, augmentations },
};
