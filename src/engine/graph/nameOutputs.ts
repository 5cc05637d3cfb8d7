import type { Node, ValueInfo } from './graph.ts';

/**
 * Gives a value that a node computes the name of the output that it is, instead of copying it there at the end. In a
 * graph with branches or loops, whose bodies take values by their names, the copies stay.
 */
export function nameOutputs(nodes: readonly Node[], outputs: readonly ValueInfo[]): readonly Node[] {
  if (nodes.some(hasBody)) return nodes;
  const isOutput = new Set(outputs.map(({ name }) => name));
  const computed = new Set(nodes.flatMap((node) => node.outputs).filter((name) => !isOutput.has(name)));
  const names = new Map<string, string>();
  const kept = nodes.filter(({ opType, inputs: [source], outputs: [name] }) => {
    const isCopy = opType === 'Identity' && isOutput.has(name!) && computed.has(source!) && !names.has(source!);
    if (isCopy) names.set(source!, name!);
    return !isCopy;
  });
  const rename = (name: string): string => names.get(name) ?? name;
  const renamed = (node: Node): Node => ({
    ...node,
    inputs: node.inputs.map(rename),
    outputs: node.outputs.map(rename),
  });
  return kept.map(renamed);
}

function hasBody({ attributes }: Node): boolean {
  return Object.values(attributes).some(({ kind }) => kind === 'graph');
}
