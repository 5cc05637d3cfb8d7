import type { Attribute, Graph, Node, ValueInfo } from '../../engine/graph/graph.ts';
import { float32Tensor, int64Tensor, type Tensor } from '../../engine/graph/tensor.ts';

/** Mean and standard deviation of ImageNet's pixels, which nearly every published backbone expects. */
const IMAGENET_MEAN = [0.485, 0.456, 0.406];
const IMAGENET_DEVIATION = [0.229, 0.224, 0.225];

/** How an encoder wants its pixels: as they are in [0, 1], or standardised as ImageNet's. */
export type PixelScaling = 'unit' | 'imagenet';

/**
 * Gives a backbone the form of an encoder: input `images` [N, 3, S, S] in [0, 1], one output [N, D]. Maps of features
 * [N, D, h, w] are averaged over their places, tokens [N, T, D] over the tokens; `outputRank` says which it is.
 */
export function adaptEncoder(
  graph: Graph,
  input: ValueInfo,
  output: ValueInfo,
  outputRank: number,
  scaling: PixelScaling,
): Graph {
  const initializers = new Map(graph.initializers);
  const front = scaling === 'imagenet' ? standardise(input.name, initializers) : [];
  const back = pool(output.name, outputRank, initializers);
  const rename = (name: string): string => (name === input.name && front.length > 0 ? STANDARDISED : name);
  const nodes = graph.nodes.map((node) => ({ ...node, inputs: node.inputs.map(rename) }));
  return {
    ...graph,
    inputs: [input],
    outputs: [{ name: back.length > 0 ? POOLED : output.name, type: 'float32', shape: undefined }],
    initializers,
    nodes: [...front, ...nodes, ...back],
  };
}

const STANDARDISED = 'handful/standardised';
const POOLED = 'handful/pooled';

/** Whether the backbone begins by normalising its input itself. */
export function normalisesItself(graph: Graph, input: string): boolean {
  const first = graph.nodes.find((node) => node.inputs.includes(input));
  return first !== undefined && ['Sub', 'Div', 'Mul', 'Add', 'BatchNormalization'].includes(first.opType);
}

/**
 * A file that was exported in training mode would normalise an image by whatever else is in its batch. The averages
 * that it carries are used instead; the training step takes batch statistics where it wants them.
 */
export function inferenceForm(graph: Graph): Graph {
  return { ...graph, nodes: graph.nodes.map(withAverages) };
}

function withAverages(node: Node): Node {
  if (node.opType !== 'BatchNormalization') return node;
  const { training_mode: _, ...attributes } = node.attributes;
  return { ...node, attributes, outputs: node.outputs.slice(0, 1) };
}

function standardise(input: string, initializers: Map<string, Tensor>): Node[] {
  initializers.set('handful/mean', float32Tensor(IMAGENET_MEAN, [1, 3, 1, 1]));
  initializers.set('handful/deviation', float32Tensor(IMAGENET_DEVIATION, [1, 3, 1, 1]));
  return [
    makeNode('Sub', [input, 'handful/mean'], 'handful/centred'),
    makeNode('Div', ['handful/centred', 'handful/deviation'], STANDARDISED),
  ];
}

function pool(output: string, rank: number, initializers: Map<string, Tensor>): Node[] {
  if (rank === 4) {
    return [
      makeNode('GlobalAveragePool', [output], 'handful/averaged'),
      makeNode('Flatten', ['handful/averaged'], POOLED, { axis: { kind: 'int', value: 1 } }),
    ];
  }
  if (rank === 3) {
    initializers.set('handful/token-axis', int64Tensor([1]));
    return [makeNode('ReduceMean', [output, 'handful/token-axis'], POOLED, { keepdims: { kind: 'int', value: 0 } })];
  }
  return [];
}

function makeNode(opType: string, inputs: string[], output: string, attributes: Record<string, Attribute> = {}): Node {
  return { opType, domain: '', name: output, inputs, outputs: [output], attributes };
}
