import { encodeImages } from './encodeImages.ts';
import { featureSet, type FeatureSet } from './featureSet.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { frozenEncoder } from './trainedEncoder.ts';

const sets = new WeakMap<PreparedTraining, Promise<FeatureSet>>();

/** All images as the encoder saw them before any training, computed once for each training. */
export function frozenSet(dependencies: TrainDependencies, prepared: PreparedTraining): Promise<FeatureSet> {
  const known = sets.get(prepared) ?? encodeAll(dependencies, prepared);
  sets.set(prepared, known);
  return known;
}

async function encodeAll({ runtime, signal }: TrainDependencies, prepared: PreparedTraining): Promise<FeatureSet> {
  const { data, pixels, sizePx } = prepared;
  const indices = data.images.map((image) => image.index);
  const options = signal ? { signal } : {};
  const features = await encodeImages(runtime, frozenEncoder(prepared), pixels, sizePx, indices, options);
  return featureSet(runtime, indices, features);
}
