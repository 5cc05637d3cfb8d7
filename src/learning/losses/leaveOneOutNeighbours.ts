import { add, div, matMul, softmax, transpose } from '../../engine/expressions.ts';
import { float32Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { crossEntropy } from './crossEntropy.ts';
import { l2Normalize } from './l2Normalize.ts';
import type { Supports } from './softNearestNeighbour.ts';

/** Added to a row's similarity to itself: its softmax weight is 0, and its gradient too. */
const EXCLUDED = -1e9;

/**
 * Supervised noise-contrastive loss SuNCEt (arXiv 2006.10803, eq. 2): each support row is classified by the others.
 * Shape [].
 */
export function leaveOneOutNeighbours(supports: Supports, temperature: number): Value {
  const rows = l2Normalize(supports.embeddings);
  const similarity = div(matMul(rows, transpose(rows)), temperature);
  const others = softmax(add(similarity, selfExclusion(rows)));
  return crossEntropy(matMul(others, supports.labels), supports.labels);
}

function selfExclusion(rows: Value): Value {
  const count = rows.dim(0);
  const mask = new Float32Array(count * count);
  for (let row = 0; row < count; row++) mask[row * (count + 1)] = EXCLUDED;
  return rows.builder.constant(float32Tensor(mask, [count, count]));
}
