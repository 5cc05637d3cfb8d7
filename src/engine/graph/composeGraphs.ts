import { embedGraph } from './embedGraph.ts';
import type { Graph } from './graph.ts';

/**
 * Two graphs of one input and one output each as one: `second` takes what `first` gives. The names of `second` get
 * `prefix`, so that its initializers can be told apart.
 */
export function composeGraphs(first: Graph, second: Graph, prefix: string): Graph {
  const { nodes, initializers, output } = embedGraph(second, first.outputs[0]!.name, prefix);
  const { type, shape } = second.outputs[0]!;
  return {
    ...first,
    outputs: [{ name: output, type, shape }],
    initializers: new Map([...first.initializers, ...initializers]),
    nodes: [...first.nodes, ...nodes],
  };
}
