import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { EngineError } from '../../../../src/engine/errors.ts';
import { add, expand, matMul, mul, relu, reshape, stopGradient } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import { float32Tensor, toNumbers } from '../../../../src/engine/graph/tensor.ts';
import { lowerPortable } from '../../../../src/engine/lowering/portable.ts';
import { differentiate, sumAll } from '../../../gradients/differentiate.ts';
import { openGraph } from '../../../gradients/graphSession.ts';

describe('the reverse walk', () => {
  it('sums back over the axes along which an operand was broadcast', async () => {
    const { a, b, c } = await differentiate(
      {
        a: float32Tensor([1, 2, 3, 4, 5, 6], [2, 3]),
        b: float32Tensor([1, 10], [2, 1]),
        c: float32Tensor([2], []),
      },
      ({ a: left, b: column, c: scalar }) => sumAll(mul(mul(left!, column!), scalar!)),
    );
    expect(a).toEqual({ shape: [2, 3], values: [2, 2, 2, 20, 20, 20] });
    expect(b).toEqual({ shape: [2, 1], values: [12, 30] });
    expect(c).toEqual({ shape: [], values: [6 + 150] });
  });

  it('adds up the gradients of several uses, also within one node', async () => {
    const { x } = await differentiate({ x: float32Tensor([3, -2], [2]) }, ({ x: value }) =>
      sumAll(add(mul(value!, value!), add(value!, value!))),
    );
    expect(x!.values).toEqual([8, -2]);
  });

  it('lets nothing through a stopped value', async () => {
    const { x } = await differentiate({ x: float32Tensor([3], [1]) }, ({ x: value }) =>
      sumAll(mul(value!, stopGradient(mul(value!, value!)))),
    );
    expect(x!.values).toEqual([9]);
  });

  it('gives no gradient to a parameter that the loss does not reach', async () => {
    const { x, unused, stopped } = await differentiate(
      { x: float32Tensor([3], [1]), unused: float32Tensor([1], [1]), stopped: float32Tensor([1], [1]) },
      ({ x: value, unused: other, stopped: constant }) => {
        relu(other!);
        return sumAll(mul(value!, stopGradient(constant!)));
      },
    );
    expect(x!.values).toEqual([1]);
    expect([unused, stopped]).toEqual([undefined, undefined]);
  });

  it('passes by operators whose derivative is zero', async () => {
    const { x } = await differentiate({ x: float32Tensor([1.5, -1.5], [2]) }, ({ x: value }) =>
      sumAll(mul(value!, value!.builder.op('Floor', [value!]))),
    );
    expect(x!.values).toEqual([1, -2]);
  });

  it('differentiates by a value inside the graph', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    const hidden = mul(x, 3);
    const [byHidden, byX] = gradients(sumAll(mul(hidden, hidden)), [hidden, x]);
    expect(byHidden!.shape).toEqual([2]);
    expect(byX!.shape).toEqual([2]);
  });

  it('starts from the seed', async () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    const [gradient] = gradients(mul(x, 2), [x], builder.constant(float32Tensor([10, 100], [2])));
    builder.output('dx', gradient!);
    const session = await openGraph(lowerPortable(builder.build('test')));
    const results = await session.run({ x: float32Tensor([0, 0], [2]) });
    expect(toNumbers(results.dx!)).toEqual([20, 200]);
    await session.release();
  });

  it('sums a broadcast operand back over one axis after the other', () => {
    const builder = new GraphBuilder();
    const bias = builder.input('bias', 'float32', [5]);
    const x = builder.input('x', 'float32', [2, 3, 5]);
    gradients(sumAll(mul(add(x, bias), x)), [bias]);
    const sums = builder.nodes.filter(({ opType }) => opType === 'ReduceSum').slice(1);
    expect(sums.map(({ inputs }) => toNumbers(builder.constantOf(builder.value(inputs[1]!))!))).toEqual([[1], [0]]);
  });

  it('takes from a forward node what it was not asked for', () => {
    const builder = new GraphBuilder();
    const [x, scale] = [builder.input('x', 'float32', [4, 5]), builder.input('scale', 'float32', [5])];
    gradients(sumAll(builder.op('LayerNormalization', [x, scale])), [x, scale]).forEach((gradient, index) =>
      builder.output(`d${index}`, gradient!),
    );
    const { nodes } = lowerPortable(builder.build('test'));
    const normalizations = nodes.filter(({ opType }) => opType === 'LayerNormalization');
    expect(normalizations.map(({ outputs }) => outputs.length)).toEqual([3]);
  });

  it('swaps only the last two of three axes in a product of stacked matrices', () => {
    const builder = new GraphBuilder();
    const [a, b] = [builder.input('a', 'float32', [2, 3, 4, 5]), builder.input('b', 'float32', [2, 3, 5, 6])];
    const found = gradients(sumAll(matMul(a, b)), [a, b]);
    expect(found.map((gradient) => gradient!.shape)).toEqual([a.shape, b.shape]);
    const swaps = builder.nodes.filter(({ opType }) => opType === 'Transpose');
    expect(swaps.map(({ outputs }) => builder.value(outputs[0]!).shape)).toEqual([
      [6, 6, 5],
      [6, 5, 4],
    ]);
  });

  it('computes nothing for an operand that nobody wants', () => {
    const builder = new GraphBuilder();
    const [x, w] = [builder.input('x', 'float32', [2, 3]), builder.input('w', 'float32', [3, 4])];
    gradients(sumAll(builder.op('MatMul', [x, w])), [w]);
    expect(builder.nodes.filter(({ opType }) => opType === 'MatMul')).toHaveLength(2);
  });
});

describe('the gradient of one weight under a batch', () => {
  it('is one product of two matrices', () => {
    const builder = new GraphBuilder();
    const [x, w] = [builder.input('x', 'float32', [5, 7, 3]), builder.input('w', 'float32', [3, 4])];
    const y = builder.op('MatMul', [x, w]);
    const nodesBefore = builder.nodes.length;
    const [gradient] = gradients(y, [w], builder.input('dy', 'float32', [5, 7, 4]));
    const added = builder.nodes.slice(nodesBefore).map(({ opType }) => opType);
    expect(gradient!.shape).toEqual([3, 4]);
    expect(added).toEqual(['Reshape', 'Transpose', 'Reshape', 'MatMul']);
  });
});

describe('an operator without a gradient', () => {
  it('is an error that names the node and the operator', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    const masked = builder.op('ReluGradient', [x, x], {}, { domain: 'ai.handful', name: 'trunk/mask' });
    expect(() => gradients(sumAll(masked), [x])).toThrow(
      new EngineError(
        'MISSING_GRADIENT',
        'operator ReluGradient has no gradient, so nothing before it can be trained',
        "node 'trunk/mask'",
      ),
    );
  });

  it('does not matter behind what is trained', () => {
    const builder = new GraphBuilder();
    const [x, w] = [builder.input('x', 'float32', [2]), builder.input('w', 'float32', [2])];
    const masked = builder.op('ReluGradient', [x, x], {}, { domain: 'ai.handful' });
    expect(gradients(sumAll(mul(masked, w)), [w])[0]!.shape).toEqual([2]);
  });

  it('says which of its forms has none', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    const upper = builder.input('upper', 'float32', []);
    const clipped = builder.op('Clip', [x, undefined, upper], {}, { name: 'clip' });
    expect(() => gradients(sumAll(clipped), [x])).toThrow(
      "node 'clip' (Clip): the gradient needs 'max' to be known while the graph is built",
    );
  });
});

describe('a gradient of a lower rank', () => {
  it('takes the shape of its parameter again', async () => {
    const { x } = await differentiate({ x: float32Tensor([1, 2], [1, 2, 1]) }, ({ x: value }) =>
      sumAll(expand(reshape(value!, [2]), [3, 2])),
    );
    expect(x).toEqual({ shape: [1, 2, 1], values: [3, 3] });
  });
});
