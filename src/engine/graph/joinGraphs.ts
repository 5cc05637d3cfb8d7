import { embedGraph } from './embedGraph.ts';
import type { Graph, Node } from './graph.ts';

/**
 * Two graphs of one input and one output [N, ...] each, side by side on the same input: their outputs, each scaled to
 * length 1, one after the other [N, D1 + D2]. The names of `second` get `prefix`.
 */
export function joinGraphs(first: Graph, second: Graph, prefix: string): Graph {
  const { nodes, initializers, output: right } = embedGraph(second, first.inputs[0]!.name, prefix);
  const left = first.outputs[0]!.name;
  const [leftUnit, rightUnit, joined] = ['left', 'right', 'joined'].map((name) => `${prefix}${name}`);
  return {
    ...first,
    outputs: [{ name: joined!, type: 'float32', shape: undefined }],
    initializers: new Map([...first.initializers, ...initializers]),
    nodes: [
      ...first.nodes,
      ...nodes,
      unitLength(left, leftUnit!),
      unitLength(right, rightUnit!),
      makeNode('Concat', [leftUnit!, rightUnit!], joined!, { axis: 1 }),
    ],
  };
}

const unitLength = (input: string, output: string): Node =>
  makeNode('LpNormalization', [input], output, { axis: 1, p: 2 });

function makeNode(opType: string, inputs: string[], output: string, settings: Readonly<Record<string, number>>): Node {
  const attributes = Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, { kind: 'int' as const, value }]),
  );
  return { opType, domain: '', name: output, inputs, outputs: [output], attributes };
}
