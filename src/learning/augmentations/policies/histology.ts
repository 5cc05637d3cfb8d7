import { colorJitter } from '../colorJitter.ts';
import { gaussianBlur } from '../gaussianBlur.ts';
import type { AugmentationPolicy } from '../policy.ts';
import { stainJitter } from '../stainJitter.ts';
import { sometimes, type Augmentation } from '../view.ts';

/** Tissue has no up and no down, its colors are stains, and its scale means something: crops stay large. */
const augmentations: readonly Augmentation[] = [
  sometimes(0.8, stainJitter({ scale: 0.2, shift: 0.05 })),
  sometimes(0.5, colorJitter({ brightness: 0.15, contrast: 0.15, saturation: 0.1, hue: 0.02 })),
  sometimes(0.2, gaussianBlur([0.002, 0.02])),
];

const anyWay = { ratio: [4 / 5, 5 / 4], mirrorX: true, mirrorY: true, transpose: true } as const;

export const histology: AugmentationPolicy = {
  name: 'histology',
  about: 'stained tissue, and other images without an up and a down',
  support: { placement: { ...anyWay, scale: [0.6, 1] }, augmentations },
  global: { placement: { ...anyWay, scale: [0.6, 1] }, augmentations },
  local: { placement: { ...anyWay, scale: [0.25, 0.5] }, augmentations },
};
