import { colorJitter } from '../colorJitter.ts';
import { gaussianBlur } from '../gaussianBlur.ts';
import { grayscale } from '../grayscale.ts';
import type { AugmentationPolicy } from '../policy.ts';
import { solarize } from '../solarize.ts';
import { sometimes, type Augmentation } from '../view.ts';

/** The PAWS authors' strength for small images (arXiv 2104.13963, appendix C), with SimCLR's grayscale and blur. */
const augmentations: readonly Augmentation[] = [
  sometimes(0.8, colorJitter({ brightness: 0.4, contrast: 0.4, saturation: 0.4, hue: 0.1 })),
  sometimes(0.2, grayscale),
  sometimes(0.2, gaussianBlur([0.002, 0.02])),
  sometimes(0.1, solarize([0.5, 1])),
];

const upright = { ratio: [3 / 4, 4 / 3], mirrorX: true, mirrorY: false, transpose: false } as const;

export const natural: AugmentationPolicy = {
  name: 'natural',
  about: 'color photographs with an up and a down',
  support: { placement: { ...upright, scale: [0.5, 1] }, augmentations },
  global: { placement: { ...upright, scale: [0.5, 1] }, augmentations },
  local: { placement: { ...upright, scale: [0.2, 0.5] }, augmentations },
};
