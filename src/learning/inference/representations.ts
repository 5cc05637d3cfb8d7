import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { spliceGraph } from '../../engine/graph/splice.ts';
import type { Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { toEncoderInput } from './preprocessing.ts';

/** An encoder as it stands after training: its graph, and the weights that replace those of the graph. */
export interface TrainedEncoder {
  readonly graph: Graph;
  readonly weights: ReadonlyMap<string, Tensor>;
  /** D */
  readonly representationDim: number;
}

/** Begins every name of the encoder in a graph that it is part of. */
export const ENCODER_PREFIX = 'encoder/';

/** Views float32 [N, 3, S, S] in [0, 1] -> representations [N, D], with BatchNormalization's running averages. */
function encode(views: Value, encoder: TrainedEncoder): Value {
  const [representations] = spliceGraph(
    views.builder,
    encoder.graph,
    [views],
    [{ type: 'float32', shape: ['N', encoder.representationDim] }],
    { prefix: ENCODER_PREFIX, replacements: encoder.weights },
  );
  return representations!;
}

/** uint8 [N, S, S, 3] -> representations [N, D]. */
export function representationsOf(pixels: Value, encoder: TrainedEncoder): Value {
  return encode(toEncoderInput(pixels), encoder);
}

/** The encoder alone as a graph: input `pixels` uint8 [N, S, S, 3], output `representations` [N, D]. */
export function representationsGraph(encoder: TrainedEncoder, sizePx: number): Graph {
  const builder = new GraphBuilder();
  const pixels = builder.input('pixels', 'uint8', ['N', sizePx, sizePx, 3]);
  builder.output('representations', representationsOf(pixels, encoder));
  return builder.build('encoder');
}

/** The encoder on augmented views: input `views` float32 [N, 3, S, S], output `representations` [N, D]. */
export function viewRepresentationsGraph(encoder: TrainedEncoder, sizePx: number): Graph {
  const builder = new GraphBuilder();
  const views = builder.input('views', 'float32', ['N', 3, sizePx, sizePx]);
  builder.output('representations', encode(views, encoder));
  return builder.build('encoder of views');
}
