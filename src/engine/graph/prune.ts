import type { Node, ValueInfo } from './graph.ts';
import type { Tensor } from './tensor.ts';

/** Keeps the nodes and initializers on which the outputs depend, in their order. */
export function pruneNodes(
  nodes: readonly Node[],
  initializers: ReadonlyMap<string, Tensor>,
  outputs: readonly ValueInfo[],
): { nodes: Node[]; initializers: Map<string, Tensor> } {
  const needed = new Set(outputs.map((output) => output.name));
  const kept: Node[] = [];
  for (const node of nodes.toReversed()) {
    if (!node.outputs.some((name) => needed.has(name))) continue;
    kept.push(node);
    for (const name of node.inputs) if (name !== '') needed.add(name);
  }
  const keptInitializers = new Map([...initializers].filter(([name]) => needed.has(name)));
  return { nodes: kept.toReversed(), initializers: keptInitializers };
}
