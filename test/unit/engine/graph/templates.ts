import type { Attribute, Graph, Node } from '../../../../src/engine/graph/graph.ts';
import { float32Tensor, type Tensor } from '../../../../src/engine/graph/tensor.ts';

/** A node of the standard domain, named after its operator and first output. */
export function node(
  opType: string,
  inputs: readonly string[],
  outputs: readonly string[],
  attributes: Readonly<Record<string, Attribute>> = {},
): Node {
  return { opType, domain: '', name: `${opType} ${outputs[0]}`, inputs, outputs, attributes };
}

/** A graph with the input x [N, 3, 4, 4] and the output y. */
export function template(nodes: readonly Node[], initializers: Readonly<Record<string, Tensor>> = {}): Graph {
  return {
    name: 'template',
    inputs: [{ name: 'x', type: 'float32', shape: ['N', 3, 4, 4] }],
    outputs: [{ name: 'y', type: 'float32', shape: undefined }],
    initializers: new Map(Object.entries(initializers)),
    nodes,
    metadata: {},
  };
}

/** A tensor whose elements differ, so that it can be told from a neutral one. */
export function weight(...shape: number[]): Tensor {
  const count = shape.reduce((product, dim) => product * dim, 1);
  return float32Tensor(
    Array.from({ length: count }, (_, index) => Math.sin(index + 1)),
    shape,
  );
}
