import type { Graph, Node } from './graph.ts';
import type { Tensor } from './tensor.ts';

/** A graph of one input and one output made part of another one. */
export interface EmbeddedGraph {
  readonly nodes: readonly Node[];
  readonly initializers: readonly (readonly [string, Tensor])[];
  /** The new name of its output. */
  readonly output: string;
}

/** Gives every name of a graph `prefix`, and lets it read the value `input` of the other graph in place of its own. */
export function embedGraph(graph: Graph, input: string, prefix: string): EmbeddedGraph {
  const ownInput = graph.inputs[0]!.name;
  const rename = (name: string): string => (name === '' ? '' : name === ownInput ? input : prefix + name);
  const nodes = graph.nodes.map((node) =>
    Object.assign({}, node, {
      name: prefix + node.name,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    }),
  );
  const initializers = [...graph.initializers].map(([name, tensor]) => [prefix + name, tensor] as const);
  return { nodes, initializers, output: rename(graph.outputs[0]!.name) };
}
