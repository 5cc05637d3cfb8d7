import { expect, test } from 'vitest';
import { add, mul } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { joinGraphs } from '../../../../src/engine/graph/joinGraphs.ts';
import { float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { verifyGraph } from '../../../../src/engine/graph/verifier.ts';
import { runGraph } from '../../../support/evaluate.ts';

/** x [N, 2] -> 2 x + b. */
function affine(bias: number): Graph {
  const builder = new GraphBuilder();
  const b = builder.constant(float32Tensor([bias, 0], [2]), 'b');
  builder.output('y', add(mul(builder.input('x', 'float32', ['N', 2]), 2), b));
  return builder.build('affine');
}

test('two graphs on one input give their outputs, each of length 1, side by side', async () => {
  const joined = joinGraphs(affine(0), affine(6), 'second/');
  verifyGraph(joined);
  expect(joined.inputs.map((input) => input.name)).toEqual(['x']);
  const outputs = await runGraph(joined, { x: float32Tensor([3, 4, 0, 4], [2, 2]) });
  const [row, otherRow] = [
    [0.6, 0.8, 12 / Math.hypot(12, 8), 8 / Math.hypot(12, 8)],
    [0, 1, 0.6, 0.8],
  ];
  toNumbers(outputs[joined.outputs[0]!.name]!).forEach((value, index) =>
    expect(value).toBeCloseTo([...row!, ...otherRow!][index]!, 6),
  );
});
