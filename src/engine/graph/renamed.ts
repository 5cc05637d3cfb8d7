import type { Graph, Node } from './graph.ts';

export interface RenamedGraph {
  readonly nodes: readonly Node[];
  /** The new name of a value. */
  readonly rename: (name: string) => string;
}

/**
 * The nodes of a graph that becomes part of another one: its inputs are the values `inputs` of that one, by position,
 * and every other name gets `prefix`.
 */
export function renamed({ inputs: own, nodes }: Graph, inputs: readonly string[], prefix: string): RenamedGraph {
  const names = new Map(own.map(({ name }, index) => [name, inputs[index]!]));
  const rename = (name: string): string => (name === '' ? '' : (names.get(name) ?? prefix + name));
  return {
    nodes: nodes.map((node) =>
      Object.assign({}, node, {
        name: prefix + node.name,
        inputs: node.inputs.map(rename),
        outputs: node.outputs.map(rename),
      }),
    ),
    rename,
  };
}
