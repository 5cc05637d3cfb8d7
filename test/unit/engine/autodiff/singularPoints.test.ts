import { describe, expect, it } from 'vitest';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { differentiate, sumAll } from '../../../gradients/differentiate.ts';

describe('exact values at kinks and singular points', () => {
  it.each([
    ['Relu', [0], {}, [0]],
    ['Abs', [0], {}, [0]],
    ['Sqrt', [0.25], {}, [1]],
  ])('%s', async (opType, at, attributes, expected) => {
    const { x } = await differentiate({ x: float32Tensor(at, [at.length]) }, ({ x: value }) =>
      sumAll(value!.builder.op(opType, [value!], attributes)),
    );
    expect(x!.values).toEqual(expected);
  });

  it.each([
    [1, [1, 1]],
    [1.5, [0, 1.5]],
    [2, [0, 2]],
    [3, [0, 3]],
  ])('x^%s at 0 and 1', async (exponent, expected) => {
    const { x } = await differentiate({ x: float32Tensor([0, 1], [2]) }, ({ x: value }) =>
      sumAll(value!.builder.op('Pow', [value!, value!.builder.scalar(exponent)])),
    );
    expect(x!.values).toEqual(expected);
  });

  it('an exponent that varies does not spoil 0', async () => {
    const { x, e } = await differentiate(
      { x: float32Tensor([0, 1], [2]), e: float32Tensor([2, 3], [2]) },
      ({ x: base, e: exponent }) => sumAll(base!.builder.op('Pow', [base!, exponent!])),
    );
    expect(x!.values).toEqual([0, 3]);
    expect(e!.values.map(Math.abs)).toEqual([0, 0]);
  });

  it('ReduceL2 of zeros has the gradient 0', async () => {
    const { x } = await differentiate({ x: float32Tensor([0, 0], [2]) }, ({ x: value }) =>
      sumAll(value!.builder.op('ReduceL2', [value!])),
    );
    expect(x!.values).toEqual([0, 0]);
  });

  it('Max shares the gradient of a tie', async () => {
    const { a, b } = await differentiate(
      { a: float32Tensor([1, 2], [2]), b: float32Tensor([1, 1], [2]) },
      ({ a: left, b: right }) => sumAll(left!.builder.op('Max', [left!, right!])),
    );
    expect([a!.values, b!.values]).toEqual([
      [0.5, 1],
      [0.5, 0],
    ]);
  });

  it('values clipped to an uneven bound do not pass', async () => {
    const { x } = await differentiate({ x: float32Tensor([-0.5, -0.1, 0, 0.3, 0.5], [5]) }, ({ x: value }) => {
      const { builder } = value!;
      return sumAll(builder.op('Clip', [value!, builder.scalar(-0.1), builder.scalar(0.3)]));
    });
    expect(x!.values).toEqual([0, 0, 1, 0, 0]);
  });
});
