import { matMul, mul, reshape, softmax, transpose } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { linear } from '../layers/linear.ts';
import type { Weights } from '../layers/weights.ts';

export interface AttentionSettings {
  readonly headCount: number;
  /** Of the initial weights. */
  readonly standardDeviation: number;
}

/** Multi-head self-attention (arXiv 1706.03762, section 3.2): tokens [N, T, D] -> [N, T, D]. */
export function attention(weights: Weights, name: string, tokens: Value, settings: AttentionSettings): Value {
  const size = tokens.dim(-1);
  const headSize = size / settings.headCount;
  const layer = { outputSize: size, bias: true, standardDeviation: settings.standardDeviation };
  const perHead = (part: string, permutation: readonly number[]): Value =>
    transpose(
      reshape(linear(weights, `${name}.${part}`, tokens, layer), [0, 0, settings.headCount, headSize]),
      permutation,
    );
  const queries = perHead('query', [0, 2, 1, 3]); // [N, heads, T, D/heads]
  const keys = perHead('key', [0, 2, 3, 1]); // [N, heads, D/heads, T]
  const values = perHead('value', [0, 2, 1, 3]); // [N, heads, T, D/heads]
  const attended = matMul(softmax(matMul(mul(queries, 1 / Math.sqrt(headSize)), keys)), values);
  return linear(weights, `${name}.output`, reshape(transpose(attended, [0, 2, 1, 3]), [0, 0, size]), layer);
}
