import { div, matMul, softmax, transpose } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { l2Normalize } from './l2Normalize.ts';

export interface Supports {
  /** [S, E] */
  readonly embeddings: Value;
  /** [S, C], each row summing to 1; when several views of an image are supports, its label stands once per view. */
  readonly labels: Value;
}

/**
 * The soft nearest-neighbour classifier pi_d(z, z_S) (arXiv 2104.13963, eq. 1): class probabilities of each query as
 * the average of the support labels, weighted by cosine similarity.
 *
 * queries [Q, E] -> probabilities [Q, C]; `temperature` is tau > 0.
 */
export function softNearestNeighbour(queries: Value, supports: Supports, temperature: number): Value {
  const similarity = matMul(l2Normalize(queries), transpose(l2Normalize(supports.embeddings)));
  return matMul(softmax(div(similarity, temperature)), supports.labels);
}
