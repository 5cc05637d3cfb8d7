import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src/engine/errors.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Value } from '../../../../src/engine/graph/value.ts';

function batch(builder: GraphBuilder): Value {
  return builder.input('x', 'float32', ['N', 3, 4]);
}

function shaped(...shapes: number[][]): { builder: GraphBuilder; values: Value[] } {
  const builder = new GraphBuilder();
  return { builder, values: shapes.map((shape, index) => builder.input(`x${index}`, 'float32', shape)) };
}

describe('symbolic sizes', () => {
  it.each([
    ['copied', [0, -1], ['N', 12]],
    ['inferred', [-1, 12], ['N', 12]],
    ['multiplied', [-1, 4], ['N*3', 4]],
  ])('%s by a Reshape', (_, target, expected) => {
    const builder = new GraphBuilder();
    const x = batch(builder);
    expect(builder.op('Reshape', [x, builder.ints(target)]).shape).toEqual(expected);
  });

  it('come back when a Reshape is undone', () => {
    const builder = new GraphBuilder();
    const rows = builder.op('Reshape', [batch(builder), builder.ints([-1, 4])]);
    expect(builder.op('Reshape', [rows, builder.ints([-1, 3, 4])]).shape).toEqual(['N', 3, 4]);
  });

  it('pass through Concat, Flatten, Transpose, Expand and a reduction', () => {
    const builder = new GraphBuilder();
    const x = batch(builder);
    expect(builder.op('Concat', [x, x], { axis: 0 }).shape).toEqual(['N+N', 3, 4]);
    expect(builder.op('Flatten', [x]).shape).toEqual(['N', 12]);
    expect(builder.op('Transpose', [x]).shape).toEqual([4, 3, 'N']);
    expect(builder.op('ReduceMean', [x, builder.ints([1, 2])], { keepdims: 0 }).shape).toEqual(['N']);
    expect(builder.op('MatMul', [x, builder.input('w', 'float32', [4, 5])]).shape).toEqual(['N', 3, 5]);
  });
});

describe('shapes that do not fit', () => {
  it.each([
    ['Add', [[2, 3], [4]], {}, 'sizes 3 and 4 do not broadcast'],
    [
      'MatMul',
      [
        [2, 3],
        [4, 5],
      ],
      {},
      '[2, 3] and [4, 5] share no inner size',
    ],
    [
      'Gemm',
      [
        [2, 3],
        [4, 5],
      ],
      {},
      'the inner sizes 3 and 4 differ',
    ],
    [
      'Concat',
      [
        [2, 3],
        [2, 4],
      ],
      { axis: 0 },
      'sizes 3 and 4 along axis 1',
    ],
    ['Transpose', [[2, 3]], { perm: [0, 0] }, '[0, 0] does not permute 2 axes'],
    ['Softmax', [[2, 3]], { axis: 2 }, 'axis 2 is outside a tensor of 2 axes'],
  ])('%s names the node', (opType, shapes, attributes, message) => {
    const { builder, values } = shaped(...shapes);
    expect(() => builder.op(opType, values, attributes)).toThrow(
      new EngineError('SHAPE_MISMATCH', message, `node '${opType}#0' (${opType})`),
    );
  });

  it('Reshape says what cannot become what', () => {
    const { builder, values } = shaped([2, 3]);
    expect(() => builder.op('Reshape', [values[0], builder.ints([4, -1])])).toThrow(
      '[2, 3] cannot take the shape [4, -1]',
    );
  });
});
