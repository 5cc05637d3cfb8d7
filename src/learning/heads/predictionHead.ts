import { relu } from '../../engine/expressions.ts';
import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { linear } from '../layers/linear.ts';
import { batchNormalization } from '../layers/normalization.ts';
import { Weights } from '../layers/weights.ts';

/** How much narrower the hidden layer is than the embeddings. */
const BOTTLENECK = 4;

/**
 * The optional prediction head (arXiv 2104.13963, section 4): BatchNormalization, linear to E / 4,
 * BatchNormalization, ReLU, linear back to E. Template graph: `embeddings` [N, E] -> `predictions` [N, E].
 */
export function predictionHead({ size, seed }: { readonly size: number; readonly seed: number }): Graph {
  const builder = new GraphBuilder();
  const weights = new Weights(builder, seed);
  const embeddings = batchNormalization(weights, 'bn1', builder.input('embeddings', 'float32', ['N', size]));
  const narrow = linear(weights, 'fc1', embeddings, { outputSize: Math.ceil(size / BOTTLENECK), bias: false });
  const hidden = relu(batchNormalization(weights, 'bn2', narrow));
  builder.output('predictions', linear(weights, 'fc2', hidden, { outputSize: size, bias: true }));
  return builder.build('prediction head');
}
