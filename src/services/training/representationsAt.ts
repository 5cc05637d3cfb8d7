import { encodeModel } from '../../engine/onnx/write.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import { normaliseRows } from '../../learning/classifiers/normalise.ts';
import { takeData } from '../ports/takeData.ts';
import { encodeImages } from './encodeImages.ts';
import type { PreparedTraining, TrainDependencies } from './prepareTraining.ts';
import { encoderAlone, trainedHeads } from './trainedEncoder.ts';
import type { TrainingState } from './trainingState.ts';

/**
 * What `trainedEncoder` gives for some images at this state [images, D], for less: `frozen` [images, D of the encoder]
 * is what the encoder as it came gives for them, which a training does not change. Throws STOPPED.
 */
export async function representationsAt(
  dependencies: TrainDependencies,
  prepared: PreparedTraining,
  state: TrainingState,
  { imageIndices, frozen }: { readonly imageIndices: readonly number[]; readonly frozen: Float32Array },
): Promise<Float32Array> {
  const { runtime, signal } = dependencies;
  const { settings, pixels, sizePx } = prepared;
  if (!settings.trainEncoder) return throughHeads(dependencies, prepared, state, frozen);
  const encoder = await encoderAlone(prepared, state);
  const options = signal ? { signal } : {};
  const now = await encodeImages(runtime, encoder, pixels, sizePx, imageIndices, options);
  return besideEachOther(frozen, now, encoder.representationDim);
}

async function throughHeads(
  { runtime }: TrainDependencies,
  prepared: PreparedTraining,
  state: TrainingState,
  frozen: Float32Array,
): Promise<Float32Array> {
  const heads = await trainedHeads(prepared, state);
  const { representationDim } = prepared.encoder;
  const session = await runtime.createSession(encodeModel(heads));
  try {
    const input = float32Tensor(frozen, [frozen.length / representationDim, representationDim]);
    const outputs = await session.run({ [heads.inputs[0]!.name]: input });
    return (await takeData(outputs[heads.outputs[0]!.name]!)) as Float32Array;
  } finally {
    await session.release();
  }
}

/** Rows of length 1 of either, one after the other, as `joinGraphs` has them. */
function besideEachOther(left: Float32Array, right: Float32Array, dim: number): Float32Array {
  const joined = new Float32Array(left.length + right.length);
  const [leftUnit, rightUnit] = [normaliseRows(left, dim), normaliseRows(right, dim)];
  for (let start = 0; start < left.length; start += dim) {
    joined.set(leftUnit.subarray(start, start + dim), 2 * start);
    joined.set(rightUnit.subarray(start, start + dim), 2 * start + dim);
  }
  return joined;
}
