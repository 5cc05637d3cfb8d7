import { augmentationPolicies } from '../../../learning/augmentations/registry.ts';
import { builtInEncoders, encoderFamilies } from '../../../learning/encoders/registry.ts';
import { methods } from '../../../learning/methods/registry.ts';
import { trainingChoices, type TrainingChoices, type TrainingOptions } from '../../../shared/contract/training.ts';
import { HandfulError } from '../../../shared/errors.ts';
import type { TrainSettings } from '../settings.ts';

const METHOD_WORDS: Readonly<Record<string, string>> = {
  paws: 'learns from the labels and from all other images',
  supervised: 'learns from the labels alone',
};

const AUGMENTATION_WORDS: Readonly<Record<string, string>> = {
  natural: 'photographs: colours and brightness may vary',
  histology: 'stained tissue: any orientation, stain strength may vary',
  grayscale: 'images without colour',
};

/** What can be chosen of a training, with the defaults. */
export function trainingOptions(): TrainingOptions {
  return {
    encoders: [...builtInEncoders, ...encoderFamilies].map(({ name, about }) => ({ name, description: about })),
    methods: Object.keys(methods).map((name) => ({ name, description: METHOD_WORDS[name] ?? '' })),
    augmentations: [
      { name: 'auto', description: 'looks whether the images have colour' },
      ...Object.keys(augmentationPolicies).map((name) => ({ name, description: AUGMENTATION_WORDS[name] ?? '' })),
    ],
    defaults: trainingChoices.parse({}),
  };
}

/** The settings that the training service takes; it begins anew where nothing was chosen. Throws USAGE for a method or augmentation that there is not. */
export function toSettings(choices: TrainingChoices): TrainSettings {
  const { encoder, method, trainEncoder, augment, classPrior, smallViews, predictionHead, seed } = choices;
  requireOneOf('method', method, Object.keys(methods));
  requireOneOf('augmentation', augment, ['auto', ...Object.keys(augmentationPolicies)]);
  return {
    encoder,
    method,
    trainEncoder,
    augment,
    classPrior,
    smallViews,
    predictionHead,
    seed,
    startFrom: choices.startFrom ?? 'encoder',
    ...(choices.minutes === undefined ? {} : { minutes: choices.minutes }),
    ...(choices.imageSizePx === undefined ? {} : { imageSizePx: choices.imageSizePx }),
  };
}

function requireOneOf(what: string, name: string, names: readonly string[]): void {
  if (names.includes(name)) return;
  throw new HandfulError('USAGE', `There is no ${what} '${name}'.`, `Choose one of ${names.join(', ')}.`);
}
