import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { linear } from '../layers/linear.ts';
import { Weights } from '../layers/weights.ts';

export interface ClassHeadSettings {
  /** D of the encoder. */
  readonly inputSize: number;
  readonly classCount: number;
  readonly seed: number;
}

/** So small that every class begins with nearly the same probability. */
const STANDARD_DEVIATION = 0.01;

/** The linear classifier. Template graph: `representations` [N, D] -> `logits` [N, C]. */
export function classHead({ inputSize, classCount, seed }: ClassHeadSettings): Graph {
  const builder = new GraphBuilder();
  const representations = builder.input('representations', 'float32', ['N', inputSize]);
  const settings = { outputSize: classCount, bias: true, standardDeviation: STANDARD_DEVIATION };
  builder.output('logits', linear(new Weights(builder, seed), 'fc', representations, settings));
  return builder.build('class head');
}
