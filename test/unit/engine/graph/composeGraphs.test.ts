import { expect, test } from 'vitest';
import { add, mul } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { composeGraphs } from '../../../../src/engine/graph/composeGraphs.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { verifyGraph } from '../../../../src/engine/graph/verifier.ts';
import { runGraph } from '../../../support/evaluate.ts';

/** x -> 2 x + b, with names that another such graph also uses. */
function affine(bias: number): Graph {
  const builder = new GraphBuilder();
  const b = builder.constant(float32Tensor([bias], [1]), 'b');
  builder.output('y', add(mul(builder.input('x', 'float32', ['N']), 2), b));
  return builder.build('affine');
}

test('one graph takes what the other gives, and names stay apart', async () => {
  const composed = composeGraphs(affine(1), affine(10), 'second/');
  verifyGraph(composed);
  expect(composed.initializers.has('b') && composed.initializers.has('second/b')).toBe(true);
  const outputs = await runGraph(composed, { x: float32Tensor([0, 3], [2]) });
  expect(outputs['second/y']!.data).toEqual(Float32Array.of(12, 24));
});
