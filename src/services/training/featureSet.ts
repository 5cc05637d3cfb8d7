import { encodeModel } from '../../engine/onnx/write.ts';
import type { ClassifierKind, FittedClassifier } from '../../learning/classifiers/classifier.ts';
import { classifierKinds, fitClassifier } from '../../learning/classifiers/registry.ts';
import { headGraph } from '../../learning/inference/classifierGraph.ts';
import { NEIGHBOUR_COUNT, type NeighbourGraph } from '../../learning/propagation/neighbourGraph.ts';
import type { LabelledImage } from '../../learning/sampling/supportSampler.ts';
import { buildNeighbourGraph } from '../features/neighbourGraph.ts';
import type { Runtime } from '../ports/runtime.ts';
import { takeData } from '../ports/takeData.ts';

/** Rows that go through a classifier at a time. */
const PREDICT_ROWS = 1024;

/** Representations of some images, with their neighbour graph. */
export interface FeatureSet {
  readonly imageIndices: readonly number[];
  /** [images, D] */
  readonly features: Float32Array;
  readonly dim: number;
  readonly graph: NeighbourGraph;
  readonly rowOf: ReadonlyMap<number, number>;
}

export async function featureSet(
  runtime: Runtime,
  imageIndices: readonly number[],
  features: Float32Array,
): Promise<FeatureSet> {
  const dim = features.length / imageIndices.length;
  const graph = await buildNeighbourGraph(runtime, features, dim, NEIGHBOUR_COUNT);
  return { imageIndices, features, dim, graph, rowOf: new Map(imageIndices.map((index, row) => [index, row])) };
}

/** Fits a classifier of this kind to the labelled images of the set. `classPrior` [C] sums to 1. */
export function fitTo(
  set: FeatureSet,
  kind: ClassifierKind,
  labelled: readonly LabelledImage[],
  classPrior: readonly number[],
): FittedClassifier {
  const labels = labelled.map(({ imageIndex, classIndex }) => ({ imageIndex: set.rowOf.get(imageIndex)!, classIndex }));
  return fitClassifier(kind, { ...set, labels, classCount: classPrior.length, classPrior });
}

/** Class probabilities [images, C] of every image of the set. */
export async function predictAll(
  runtime: Runtime,
  { features, dim }: Pick<FeatureSet, 'features' | 'dim'>,
  classifier: FittedClassifier,
): Promise<Float32Array> {
  const count = features.length / dim;
  const probabilities = new Float32Array(count * classifier.classCount);
  const session = await runtime.createSession(encodeModel(headGraph(classifier, dim)));
  try {
    for (let start = 0; start < count; start += PREDICT_ROWS) {
      const end = Math.min(count, start + PREDICT_ROWS);
      const data = features.slice(start * dim, end * dim);
      const outputs = await session.run({ representations: { type: 'float32', shape: [end - start, dim], data } });
      probabilities.set((await takeData(outputs['probabilities']!)) as Float32Array, start * classifier.classCount);
    }
    return probabilities;
  } finally {
    await session.release();
  }
}

/** What a classifier that did not know the label of an image says of it. */
export interface HeldOutPrediction {
  readonly imageIndex: number;
  /** The label. */
  readonly classIndex: number;
  /** [C] */
  readonly probabilities: Float32Array;
}

/** For each kind of classifier, what it says of each held-out label when fitted to the others. */
export async function predictHeldOut(
  runtime: Runtime,
  set: FeatureSet,
  kept: readonly LabelledImage[],
  heldOut: readonly LabelledImage[],
  classPrior: readonly number[],
): Promise<Map<ClassifierKind, HeldOutPrediction[]>> {
  const classCount = classPrior.length;
  const predictions = new Map<ClassifierKind, HeldOutPrediction[]>();
  for (const kind of classifierKinds) {
    const probabilities = await predictAll(runtime, set, fitTo(set, kind, kept, classPrior));
    const of = ({ imageIndex, classIndex }: LabelledImage): HeldOutPrediction => {
      const row = set.rowOf.get(imageIndex)!;
      return { imageIndex, classIndex, probabilities: probabilities.slice(row * classCount, (row + 1) * classCount) };
    };
    predictions.set(kind, heldOut.map(of));
  }
  return predictions;
}

/** Class index with the highest probability in a row of [N, C]. */
export function winner(probabilities: Float32Array, row: number, classCount: number): number {
  let best = 0;
  for (let c = 1; c < classCount; c++) {
    if (probabilities[row * classCount + c]! > probabilities[row * classCount + best]!) best = c;
  }
  return best;
}
