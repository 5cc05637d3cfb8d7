import { permutation } from '../../learning/random/permutation.ts';
import { encodeImages } from './encodeImages.ts';
import { featureSet, type FeatureSet } from './featureSet.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { frozenEncoder } from './trainedEncoder.ts';

/** Unlabeled images along which labels spread in a fold; more do not change which classifier is better. */
export const MAX_SAMPLE_IMAGES = 3000;

type FrozenFeatures = (dependencies: TrainDependencies, prepared: PreparedTraining) => Promise<FeatureSet>;

/** All images as the encoder saw them before any training, computed once for each training. Throws STOPPED. */
export const frozenSet = encodedOnce(({ data }) => data.images.map((image) => image.index));

/** The labelled images and a random part of the others, likewise. */
export const frozenSample = encodedOnce(({ data: { labelled, unlabeled }, settings }) => {
  const order = permutation(unlabeled.length, settings.seed).subarray(0, MAX_SAMPLE_IMAGES);
  return [...labelled.map((label) => label.imageIndex), ...Array.from(order, (position) => unlabeled[position]!)];
});

function encodedOnce(indicesOf: (prepared: PreparedTraining) => number[]): FrozenFeatures {
  const sets = new WeakMap<PreparedTraining, Promise<FeatureSet>>();
  return (dependencies, prepared) => {
    const known = sets.get(prepared) ?? encode(dependencies, prepared, indicesOf(prepared));
    sets.set(prepared, known);
    return known;
  };
}

async function encode(
  { runtime, signal }: TrainDependencies,
  prepared: PreparedTraining,
  indices: readonly number[],
): Promise<FeatureSet> {
  const { pixels, sizePx } = prepared;
  const options = signal ? { signal } : {};
  const features = await encodeImages(runtime, frozenEncoder(prepared), pixels, sizePx, indices, options);
  return featureSet(runtime, indices, features);
}
