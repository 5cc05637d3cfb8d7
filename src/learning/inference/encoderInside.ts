import type { Graph } from '../../engine/graph/graph.ts';
import { ENCODER_PREFIX, type TrainedEncoder } from './representations.ts';

/**
 * The encoder inside a classifier that `classifierGraph` made, also after it was written and read: float32
 * [N, 3, S, S] in [0, 1] -> representations [N, D], with the weights that it has there.
 */
export function encoderInside(classifier: Graph, representationDim: number): TrainedEncoder {
  const nodes = classifier.nodes.filter(({ name }) => isInside(name));
  const around = classifier.nodes.filter(({ name }) => !isInside(name));
  const images = nodes.flatMap(({ inputs }) => inputs).find((name) => name !== '' && !isInside(name))!;
  const representations = around.flatMap(({ inputs }) => inputs).find(isInside)!;
  const graph: Graph = {
    name: 'encoder',
    inputs: [{ name: images, type: 'float32', shape: ['N', 3, 'S', 'S'] }],
    outputs: [{ name: representations, type: 'float32', shape: ['N', representationDim] }],
    initializers: new Map([...classifier.initializers].filter(([name]) => isInside(name))),
    nodes,
    metadata: {},
  };
  return { graph, weights: new Map(), representationDim };
}

const isInside = (name: string): boolean => name.startsWith(ENCODER_PREFIX);
