import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { stringTensor } from '../../engine/graph/tensor.ts';
import type { FittedClassifier } from '../classifiers/classifier.ts';
import { toGraph } from '../classifiers/registry.ts';
import { resizeToSquare } from './preprocessing.ts';
import { representationsOf, type TrainedEncoder } from './representations.ts';

/** All that an exported classifier consists of. */
export interface TrainedModel {
  readonly encoder: TrainedEncoder;
  readonly sizePx: number;
  readonly classifier: FittedClassifier;
  readonly classNames: readonly string[];
}

/** The initializer that holds the names of the classes, in the order of their probabilities. */
const CLASS_NAMES = 'classNames';

/**
 * The classifier a user takes away, whole: input `images` uint8 [N, H, W, 3] of any size, outputs `probabilities`
 * float32 [N, C] and `label` string [N]. The preprocessing is the one that filled the training cache.
 */
export function classifierGraph(model: TrainedModel, metadata: Readonly<Record<string, string>>): Graph {
  const builder = new GraphBuilder();
  const images = builder.input('images', 'uint8', ['N', 'H', 'W', 3]);
  const pixels = resizeToSquare(images, model.sizePx);
  const probabilities = toGraph(model.classifier, representationsOf(pixels, model.encoder));
  const classNames = builder.constant(stringTensor(model.classNames), CLASS_NAMES);
  const winner = builder.op('ArgMax', [probabilities], { axis: 1, keepdims: 0 });
  builder.output('probabilities', probabilities);
  builder.output('label', builder.op('Gather', [classNames, winner], { axis: 0 }));
  return builder.build('classifier', metadata);
}

/** A classifier of `classifierGraph` whose classes, in the same order, have other names. */
export function withClassNames(
  classifier: Graph,
  classNames: readonly string[],
  metadata: Readonly<Record<string, string>>,
): Graph {
  const initializers = new Map(classifier.initializers).set(CLASS_NAMES, stringTensor(classNames));
  return { ...classifier, initializers, metadata };
}

/** The classifier on representations alone: input `representations` [N, D], output `probabilities` [N, C]. */
export function headGraph(classifier: FittedClassifier, representationDim: number): Graph {
  const builder = new GraphBuilder();
  const representations = builder.input('representations', 'float32', ['N', representationDim]);
  builder.output('probabilities', toGraph(classifier, representations));
  return builder.build('head');
}
