import { expect, test } from 'vitest';
import { add } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { lowerPortable, loweringSteps } from '../../../../src/engine/lowering/portable.ts';

test('lowering leaves a graph of plain operators as it is: no copy of a value is added', () => {
  const builder = new GraphBuilder();
  const x = builder.input('x', 'float32', [2]);
  builder.output('sum', add(builder.stopGradient(x), x));
  builder.output('same', x);
  const graph = builder.build('sums');
  const operators = (nodes: typeof graph.nodes): string[] => nodes.map(({ opType }) => opType);
  expect(operators(graph.nodes)).toEqual(['Identity', 'Add', 'Identity']);

  const lowered = lowerPortable(graph);
  expect(operators(lowered.nodes)).toEqual(['Add', 'Identity']);
  expect(lowered.outputs).toEqual(graph.outputs);
  expect(lowered.nodes.map(({ inputs }) => inputs)).toEqual([['x', 'x'], ['x']]);
});

test('lowering a large graph stops now and then, and gives the same graph', () => {
  const builder = new GraphBuilder();
  let sum = builder.input('x', 'float32', [2]);
  for (let count = 0; count < 1200; count++) sum = add(sum, 1);
  builder.output('sum', sum);
  const graph = builder.build('a long sum');
  const steps = loweringSteps(graph);
  let stops = 0;
  let step = steps.next();
  for (; !step.done; step = steps.next()) stops++;
  expect(stops).toBe(2);
  expect(step.value).toEqual(lowerPortable(graph));
});
