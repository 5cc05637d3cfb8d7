import { permutation } from '../../learning/random/permutation.ts';
import { encodeImages } from './encodeImages.ts';
import { featureSet, type FeatureSet } from './featureSet.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { frozenEncoder } from './trainedEncoder.ts';
import type { TrainingData } from './trainingData.ts';

/** Unlabeled images along which labels spread in a fold; more do not change which classifier is better. */
export const MAX_SAMPLE_IMAGES = 3000;

const samples = new WeakMap<PreparedTraining, Promise<FeatureSet>>();

/**
 * The labelled images and a random part of the others, as the encoder saw them before any training; computed once for
 * each training. Throws STOPPED.
 */
export function frozenSample(dependencies: TrainDependencies, prepared: PreparedTraining): Promise<FeatureSet> {
  const known = samples.get(prepared) ?? encode(dependencies, prepared);
  samples.set(prepared, known);
  return known;
}

async function encode({ runtime, signal }: TrainDependencies, prepared: PreparedTraining): Promise<FeatureSet> {
  const { data, pixels, sizePx, settings } = prepared;
  const indices = sampled(data, settings.seed);
  const options = signal ? { signal } : {};
  const features = await encodeImages(runtime, frozenEncoder(prepared), pixels, sizePx, indices, options);
  return featureSet(runtime, indices, features);
}

function sampled({ labelled, unlabeled }: TrainingData, seed: number): number[] {
  const order = permutation(unlabeled.length, seed).subarray(0, MAX_SAMPLE_IMAGES);
  return [...labelled.map((label) => label.imageIndex), ...Array.from(order, (position) => unlabeled[position]!)];
}
