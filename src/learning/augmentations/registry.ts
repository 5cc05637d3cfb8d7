import { grayscale } from './policies/grayscale.ts';
import { histology } from './policies/histology.ts';
import { natural } from './policies/natural.ts';
import type { AugmentationPolicy } from './policy.ts';

/** Every augmentation policy, by name. */
export const augmentationPolicies: Readonly<Record<string, AugmentationPolicy>> = Object.fromEntries(
  [natural, histology, grayscale].map((policy) => [policy.name, policy]),
);
