import type { Tensor } from '../../engine/graph/tensor.ts';

export type ClassifierKind = 'softNearestNeighbour' | 'linear' | 'propagation';

/**
 * A classifier on representations after fitting: plain data, so that it can be stored and exported.
 * `toGraph` (see registry.ts) turns it into a graph piece, [N, D] -> probabilities [N, C].
 */
export interface FittedClassifier {
  readonly kind: ClassifierKind;
  readonly classCount: number;
  /** Scalars such as a temperature. */
  readonly settings: Readonly<Record<string, number>>;
  readonly tensors: Readonly<Record<string, Tensor>>;
  /** T by which its probabilities are made as sure as they deserve (see calibrated.ts); absent where nothing is known. */
  readonly calibrationTemperature?: number;
}
