import type { Graph } from './graph.ts';

/**
 * Two graphs of one input and one output each as one: `second` takes what `first` gives. The names of `second` get
 * `prefix`, so that its initializers can be told apart.
 */
export function composeGraphs(first: Graph, second: Graph, prefix: string): Graph {
  const [link, input] = [first.outputs[0]!.name, second.inputs[0]!.name];
  const rename = (name: string): string => (name === '' ? '' : name === input ? link : prefix + name);
  const nodes = second.nodes.map((node) =>
    Object.assign({}, node, {
      name: prefix + node.name,
      inputs: node.inputs.map(rename),
      outputs: node.outputs.map(rename),
    }),
  );
  const renamed = [...second.initializers].map(([name, tensor]) => [prefix + name, tensor] as const);
  return {
    ...first,
    outputs: second.outputs.map(({ name, type, shape }) => ({ name: rename(name), type, shape })),
    initializers: new Map([...first.initializers, ...renamed]),
    nodes: [...first.nodes, ...nodes],
  };
}
