import { relu } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { linear } from '../layers/linear.ts';
import { batchNormalization } from '../layers/normalization.ts';
import { Weights } from '../layers/weights.ts';

export interface ProjectionHeadSettings {
  /** D of the encoder. */
  readonly inputSize: number;
  /** E of the embeddings. */
  readonly outputSize: number;
  /** Width of the two hidden layers; D by default, as the authors have it. */
  readonly hiddenSize?: number;
  readonly seed: number;
}

/**
 * The three-layer projection head of PAWS (arXiv 2104.13963, section 4): linear, BatchNormalization, ReLU, twice, and
 * a linear layer. Template graph: `representations` [N, D] -> `embeddings` [N, E]. The layers before a normalization
 * have no bias, which it would take off again.
 */
export function projectionHead({ inputSize, outputSize, hiddenSize = inputSize, seed }: ProjectionHeadSettings): Graph {
  const builder = new GraphBuilder();
  const weights = new Weights(builder, seed);
  let hidden = builder.input('representations', 'float32', ['N', inputSize]);
  for (const layer of [1, 2]) {
    hidden = linear(weights, `fc${layer}`, hidden, { outputSize: hiddenSize, bias: false });
    hidden = relu(batchNormalization(weights, `bn${layer}`, hidden));
  }
  builder.output('embeddings', linear(weights, 'fc3', hidden, { outputSize, bias: true }));
  return builder.build('projection head');
}
