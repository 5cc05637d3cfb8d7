import type { Value } from '../../engine/graph/value.ts';
import type { LabelledImage } from '../sampling/supportSampler.ts';
import type { NeighbourGraph } from '../propagation/neighbourGraph.ts';
import { calibrated } from './calibrated.ts';
import type { ClassifierKind, FittedClassifier } from './classifier.ts';
import { fitLinear, linearGraph } from './linear.ts';
import { fitPropagation, propagationClassifierGraph } from './propagation.ts';
import { fitSoftNearestNeighbour, softNearestNeighbourGraph } from './softNearestNeighbour.ts';

/** What every classifier is fitted to. */
export interface FitInput {
  /** [N, D], row-major: labelled and unlabeled images. */
  readonly features: Float32Array;
  readonly dim: number;
  /** `imageIndex` counts the rows of the features. */
  readonly labels: readonly LabelledImage[];
  readonly classCount: number;
  /** How frequent the classes are; spreading labels goes by it, see `classProbabilities` for when it is absent. [C] */
  readonly classPrior?: readonly number[];
  /** Neighbours among the N rows. */
  readonly graph: NeighbourGraph;
}

interface ClassifierFamily {
  readonly fit: (input: FitInput) => FittedClassifier;
  readonly toGraph: (classifier: FittedClassifier, representations: Value) => Value;
}

const families: Readonly<Record<ClassifierKind, ClassifierFamily>> = {
  propagation: { fit: fitPropagation, toGraph: propagationClassifierGraph },
  linear: { fit: fitLinear, toGraph: linearGraph },
  softNearestNeighbour: { fit: fitSoftNearestNeighbour, toGraph: softNearestNeighbourGraph },
};

/** All kinds, the one to prefer when they do equally well first. */
export const classifierKinds = Object.keys(families) as readonly ClassifierKind[];

export function fitClassifier(kind: ClassifierKind, input: FitInput): FittedClassifier {
  return families[kind].fit(input);
}

/** The classifier as a graph piece: representations [N, D] -> probabilities [N, C]. */
export function toGraph(classifier: FittedClassifier, representations: Value): Value {
  const probabilities = families[classifier.kind].toGraph(classifier, representations);
  const { calibrationTemperature } = classifier;
  return calibrationTemperature === undefined ? probabilities : calibrated(probabilities, calibrationTemperature);
}
