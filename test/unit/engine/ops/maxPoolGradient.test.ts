import { expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { mul, reduceSum } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';
import { openGraph } from '../../../gradients/graphSession.ts';

/** dx of a MaxPool of x [1, 1, size, size] for dy = 1, 2, 3 ... */
async function gradientOf(x: readonly number[], size: number, attributes: Record<string, readonly number[]>) {
  const builder = new GraphBuilder();
  const input = builder.input('x', 'float32', [1, 1, size, size]);
  const y = builder.op('MaxPool', [input], attributes);
  const dy = Array.from({ length: y.dim(2) * y.dim(3) }, (_, index) => index + 1);
  const weighted = mul(y, builder.constant(float32Tensor(dy, y.staticShape)));
  const [dx] = gradients(reduceSum(weighted, [0, 1, 2, 3], false), [input]);
  builder.output('dx', dx!);
  const session = await openGraph(lowerPortable(builder.build('max pool')));
  const results = await session.run({ x: float32Tensor(x, [1, 1, size, size]) });
  await session.release();
  return toNumbers(results['dx']!);
}

it('gives all of dy to the first of equal maxima', async () => {
  const x = [0, 0, 3, 3, 0, 0, 1, 3, 2, 5, 0, 0, 5, 5, 0, 0];
  expect(await gradientOf(x, 4, { kernel_shape: [2, 2], strides: [2, 2] })).toEqual([
    1, 0, 2, 0, 0, 0, 0, 0, 0, 3, 4, 0, 0, 0, 0, 0,
  ]);
});

it('adds what overlapping windows send, one share each, on a map that ReLU left empty', async () => {
  const dx = await gradientOf(new Array<number>(16).fill(0), 4, {
    kernel_shape: [3, 3],
    strides: [2, 2],
    pads: [1, 1, 1, 1],
  });
  expect(dx).toEqual([1, 2, 0, 0, 3, 4, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
});

it('never chooses the border, even below it', async () => {
  const dx = await gradientOf([-9, -9, -9, -9], 2, { kernel_shape: [3, 3], strides: [2, 2], pads: [1, 1, 1, 1] });
  expect(dx).toEqual([1, 0, 0, 0]);
});

it('tells values apart that differ in their last bit', async () => {
  const low = 1 - 2 ** -24;
  expect(await gradientOf([low, 1, low, low], 2, { kernel_shape: [2, 2] })).toEqual([0, 1, 0, 0]);
});
