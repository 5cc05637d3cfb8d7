import { describe, expect, it } from 'vitest';
import { toNumbers, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import { decodeModel } from '../../../../src/engine/onnx/read.ts';
import { encodeModel } from '../../../../src/engine/onnx/write.ts';
import { createRuntime } from '../../../../src/platform/onnxruntime/runtime.ts';
import {
  float,
  floats,
  info,
  int,
  ints,
  modelBytes,
  node,
  string,
  type NodeInit,
  type TensorInit,
} from './modelBytes.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });

interface Sample {
  readonly opset: number;
  readonly shape: readonly number[];
  readonly nodes: NodeInit[];
  readonly initializers?: TensorInit[];
  readonly outputs?: string[];
}

const samples: Record<string, Sample> = {
  'ReduceMean with axes in an attribute': {
    opset: 13,
    shape: [2, 3, 4],
    nodes: [node('ReduceMean', ['x'], ['y'], [ints('axes', [0, -1]), int('keepdims', 0)])],
  },
  'ReduceL2 over everything': { opset: 17, shape: [2, 3], nodes: [node('ReduceL2', ['x'], ['y'])] },
  'Split into equal parts': {
    opset: 13,
    shape: [2, 6],
    nodes: [node('Split', ['x'], ['a', 'b', 'y'], [int('axis', 1)])],
    outputs: ['a', 'b', 'y'],
  },
  'GridSample with its former mode': {
    opset: 16,
    shape: [1, 1, 4, 4],
    initializers: [floats('grid', [1, 1, 3, 2], [-0.9, -0.2, 0.1, 0.3, 0.7, -0.6])],
    nodes: [node('GridSample', ['x', 'grid'], ['y'], [string('mode', 'bicubic')])],
  },
  'RoiAlign with its former corners': {
    opset: 13,
    shape: [1, 1, 6, 6],
    initializers: [
      floats('rois', [1, 4], [0.5, 1, 4, 4.5]),
      { name: 'batch', dataType: 7, dims: [1n], int64Data: [0n] },
    ],
    nodes: [node('RoiAlign', ['x', 'rois', 'batch'], ['y'], [int('output_height', 2), int('output_width', 2)])],
  },
  'DFT with its axis in an attribute': { opset: 17, shape: [1, 4, 5, 1], nodes: [node('DFT', ['x'], ['y'])] },
  'Dropout at inference': { opset: 13, shape: [4], nodes: [node('Dropout', ['x'], ['y'])] },
  'BatchNormalization of opset 13': {
    opset: 13,
    shape: [2, 2, 3],
    initializers: [
      floats('scale', [2], [1.5, 0.5]),
      floats('bias', [2], [0.1, -0.2]),
      floats('mean', [2], [0.3, -0.1]),
      floats('variance', [2], [0.9, 1.1]),
    ],
    nodes: [node('BatchNormalization', ['x', 'scale', 'bias', 'mean', 'variance'], ['y'])],
  },
  'GroupNormalization by group': {
    opset: 18,
    shape: [2, 6, 3, 2],
    initializers: [floats('scale', [3], [1, 2, 0.5]), floats('bias', [3], [0, 1, -1])],
    nodes: [node('GroupNormalization', ['x', 'scale', 'bias'], ['y'], [int('num_groups', 3)])],
  },
  'GroupNormalization by channel': {
    opset: 21,
    shape: [2, 6, 3, 2],
    initializers: [floats('scale', [6], [1, 2, 0.5, 3, 1, 1]), floats('bias', [6], [0, 1, -1, 0, 0.5, 2])],
    nodes: [node('GroupNormalization', ['x', 'scale', 'bias'], ['y'], [int('num_groups', 3), float('epsilon', 0.01)])],
  },
  RMSNormalization: {
    opset: 23,
    shape: [2, 3, 4],
    initializers: [floats('scale', [4], [1, 2, 0.5, -1])],
    nodes: [node('RMSNormalization', ['x', 'scale'], ['y'], [float('epsilon', 0.01)])],
  },
  'Swish with a slope': { opset: 24, shape: [5], nodes: [node('Swish', ['x'], ['y'], [float('alpha', 1.7)])] },
  'an operator that only gained types': { opset: 23, shape: [2, 3], nodes: [node('Transpose', ['x'], ['y'])] },
};

/** An output whose shape the file leaves to be inferred. */
const untyped = (name: string) => ({ name, type: { value: { case: 'tensorType', value: { elemType: 1 } } as const } });

async function run(model: Uint8Array, x: Tensor): Promise<Record<string, number[]>> {
  const session = await runtime.createSession(model);
  const outputs = Object.entries(await session.run({ x }));
  const numbers = await Promise.all(
    outputs.map(async ([name, value]) => [name, toNumbers(await value.read())] as const),
  );
  await session.release();
  return Object.fromEntries(numbers);
}

describe('conversion to the canonical opset', () => {
  it.each(Object.entries(samples))(
    '%s computes what onnxruntime computes in the opset of the file',
    async (_, sample) => {
      const { opset, shape, nodes, initializers = [], outputs = ['y'] } = sample;
      const original = modelBytes({
        opset,
        input: [info('x', shape)],
        output: outputs.map(untyped),
        initializer: initializers,
        node: nodes,
      });
      const count = shape.reduce((product, dim) => product * dim, 1);
      const data = Float32Array.from({ length: count }, (__, index) => Math.sin(index * 1.7) + 0.1);
      const x: Tensor = { type: 'float32', shape, data };
      const converted = await run(encodeModel(decodeModel(original)), x);
      const expected = await run(original, x);
      for (const name of outputs) {
        expect(converted[name]).toHaveLength(expected[name]!.length);
        converted[name]!.forEach((value, index) => expect(value).toBeCloseTo(expected[name]![index]!, 5));
      }
    },
  );

  it.each([
    ['Attention', 23],
    ['RotaryEmbedding', 23],
    ['TensorScatter', 24],
  ])('refuses %s with its node and a way out', (opType, opset) => {
    const bytes = modelBytes({
      opset,
      input: [info('x', [1])],
      output: [info('y', [1])],
      node: [node(opType, ['x'], ['y'])],
    });
    expect(() => decodeModel(bytes)).toThrow(new RegExp(`node '${opType} of y'.*opset 20`));
  });

  it('leaves an operator of that name in another domain alone', () => {
    const custom = node('Attention', ['x'], ['y'], [], { domain: 'com.microsoft' });
    const bytes = modelBytes({
      opset: 23,
      domains: ['com.microsoft'],
      input: [info('x', [1])],
      output: [info('y', [1])],
      node: [custom],
    });
    expect(decodeModel(bytes).nodes[0]!.opType).toBe('Attention');
  });
});
