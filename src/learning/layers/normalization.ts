import type { Value } from '../../engine/graph/value.ts';
import type { Weights } from './weights.ts';

/** BatchNormalization over axis 1 of [N, C, ...], as a node with its running averages: training rewrites it. */
export function batchNormalization(weights: Weights, name: string, x: Value): Value {
  const shape = [x.dim(1)];
  return x.builder.op(
    'BatchNormalization',
    [
      x,
      weights.filled(`${name}.weight`, shape, 1),
      weights.filled(`${name}.bias`, shape, 0),
      weights.filled(`${name}.running_mean`, shape, 0),
      weights.filled(`${name}.running_var`, shape, 1),
    ],
    { epsilon: 1e-5, momentum: 0.9 },
  );
}

/** LayerNormalization over the last axis of [..., D]. */
export function layerNormalization(weights: Weights, name: string, x: Value): Value {
  const shape = [x.dim(-1)];
  const scale = weights.filled(`${name}.weight`, shape, 1);
  const bias = weights.filled(`${name}.bias`, shape, 0);
  return x.builder.op('LayerNormalization', [x, scale, bias], { axis: -1, epsilon: 1e-6 });
}
