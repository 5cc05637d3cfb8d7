import type { Graph, Node } from './graph.ts';
import { renamed } from './renamed.ts';
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
  const { nodes, rename } = renamed(graph, [input], prefix);
  const initializers = [...graph.initializers].map(([name, tensor]) => [rename(name), tensor] as const);
  return { nodes, initializers, output: rename(graph.outputs[0]!.name) };
}
