import { fromBinary } from '@bufbuild/protobuf';
import { describe, expect, it } from 'vitest';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Attribute, Graph } from '../../../../src/engine/graph/graph.ts';
import { float32Tensor, stringTensor, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import { trainingOp } from '../../../../src/engine/ops/training/trainingOp.ts';
import { ModelProtoSchema, TensorProto_DataType } from '../../../../src/engine/onnx/schema/onnx_pb.js';
import { encodeModel } from '../../../../src/engine/onnx/write.ts';

const decode = (graph: Graph) => fromBinary(ModelProtoSchema, encodeModel(graph));
const versions = (graph: Graph) => decode(graph).opsetImport.map(({ domain, version }) => [domain, version]);

function graphWith(parts: Partial<Graph>): Graph {
  return { name: 'g', inputs: [], outputs: [], initializers: new Map(), nodes: [], metadata: {}, ...parts };
}

function nodeWith(attributes: Record<string, Attribute>, domain = ''): Graph {
  return graphWith({ nodes: [{ opType: 'Op', domain, name: 'n', inputs: ['x', ''], outputs: ['y'], attributes }] });
}

const named = (name: string) => ({ opType: 'Op', domain: '', name, inputs: [], outputs: [], attributes: {} });

describe('encodeModel', () => {
  it('imports the canonical opset, and other domains only where they occur', () => {
    expect(versions(nodeWith({}))).toEqual([['', 20n]]);
    const inner = nodeWith({}, 'com.microsoft.nchwc');
    expect(versions(nodeWith({ body: { kind: 'graph', value: inner } }, 'com.microsoft'))).toEqual([
      ['', 20n],
      ['com.microsoft', 1n],
      ['com.microsoft.nchwc', 1n],
    ]);
  });

  it('keeps every attribute in its kind: a whole float stays a float', () => {
    const tensor = float32Tensor([1, 2], [2]);
    const [node] = decode(
      nodeWith({
        alpha: { kind: 'float', value: 1 },
        axis: { kind: 'int', value: -1 },
        mode: { kind: 'string', value: 'nächst' },
        ends: { kind: 'ints', value: [1, 2 ** 63] },
        scales: { kind: 'floats', value: [1, 2] },
        keys: { kind: 'strings', value: ['a'] },
        value: { kind: 'tensor', value: tensor },
      }),
    ).graph!.node;
    const [alpha, axis, mode, ends, scales, keys, value] = node!.attribute;
    expect([alpha!.type, alpha!.f, alpha!.i]).toEqual([1, 1, 0n]);
    expect([axis!.type, axis!.i]).toEqual([2, -1n]);
    expect([mode!.type, new TextDecoder().decode(mode!.s)]).toEqual([3, 'nächst']);
    expect([ends!.type, ends!.ints]).toEqual([7, [1n, 2n ** 63n - 1n]]);
    expect([scales!.type, scales!.floats]).toEqual([6, [1, 2]]);
    expect([keys!.type, keys!.strings.length]).toEqual([8, 1]);
    expect([value!.type, value!.t!.dims]).toEqual([4, [2n]]);
    expect(node!.input).toEqual(['x', '']);
  });

  it('writes numbers raw, also from the middle of a buffer, and strings as strings', () => {
    const whole = Float32Array.from([9, 1, 2, 9]);
    const tensors = new Map<string, Tensor>([
      ['part', float32Tensor(whole.subarray(1, 3), [2])],
      ['big', { type: 'int64', shape: [1], data: BigInt64Array.of(-(2n ** 62n)) }],
      ['names', stringTensor(['zwölf', ''])],
    ]);
    const [part, big, names] = decode(graphWith({ initializers: tensors })).graph!.initializer;
    expect(part!.rawData).toEqual(new Uint8Array(Float32Array.from([1, 2]).buffer));
    expect([big!.dataType, big!.rawData.at(-1)]).toEqual([TensorProto_DataType.INT64, 0xc0]);
    expect(names!.stringData.map((bytes) => new TextDecoder().decode(bytes))).toEqual(['zwölf', '']);
    expect(names!.rawData).toHaveLength(0);
  });

  it('writes symbolic sizes by name, and an unknown shape as none', () => {
    const inputs = [
      { name: 'x', type: 'uint8', shape: ['N', 3] },
      { name: 'scalar', type: 'float32', shape: [] },
      { name: 'any', type: 'float32', shape: undefined },
    ] as const;
    const shapes = decode(graphWith({ inputs })).graph!.input.map(({ type }) =>
      type!.value.case === 'tensorType' ? type!.value.value.shape?.dim.map((dim) => dim.value.value) : 'no tensor',
    );
    expect(shapes).toEqual([['N', 3n], [], undefined]);
  });

  it('tells apart nodes of one name, which onnxruntime refuses, and leaves unnamed ones so', () => {
    const { node } = decode(graphWith({ nodes: ['a', 'b', 'a#2', 'a', '', ''].map(named) })).graph!;
    expect(node.map(({ name }) => name)).toEqual(['a', 'b', 'a#2', 'a#3', '', '']);
    const clash = decode(graphWith({ nodes: ['a#1', 'a', 'a'].map(named) })).graph!.node;
    expect(new Set(clash.map(({ name }) => name)).size).toBe(3);
  });

  it('carries the metadata', () => {
    const { metadataProps } = decode(graphWith({ metadata: { classes: '["a"]' } }));
    expect(metadataProps.map(({ key, value }) => [key, value])).toEqual([['classes', '["a"]']]);
  });

  it('refuses an operator that was not lowered, naming the node', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    builder.output('y', trainingOp('ReluGradient', [x, x]));
    expect(() => encodeModel(builder.build('g'))).toThrow(/node 'ReluGradient.*must be lowered/);
  });
});
