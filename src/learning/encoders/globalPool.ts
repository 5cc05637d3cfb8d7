import { reshape } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';

/** Mean over all positions: [N, C, H, W] -> [N, C] */
export function globalPool(x: Value): Value {
  return reshape(x.builder.op('GlobalAveragePool', [x]), [0, -1]);
}
