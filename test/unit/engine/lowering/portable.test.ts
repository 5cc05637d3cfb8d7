import { expect, test } from 'vitest';
import { add } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';

test('lowering leaves a graph of plain operators as it is: no copy of a value is added', () => {
  const builder = new GraphBuilder();
  const x = builder.input('x', 'float32', [2]);
  builder.output('sum', add(builder.stopGradient(x), x));
  builder.output('same', x);
  const graph = builder.build('sums');
  const operators = (nodes: typeof graph.nodes): string[] => nodes.map(({ opType }) => opType);
  expect(operators(graph.nodes)).toEqual(['Identity', 'Add', 'Identity', 'Identity']);

  const lowered = lowerPortable(graph);
  expect(operators(lowered.nodes)).toEqual(['Add', 'Identity', 'Identity']);
  expect(lowered.outputs).toEqual(graph.outputs);
  expect(lowered.nodes.map(({ inputs }) => inputs)).toEqual([['x', 'x'], [lowered.nodes[0]!.outputs[0]], ['x']]);
});
