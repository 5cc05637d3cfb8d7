import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { decodeModel } from '../../../../src/engine/onnx/read.ts';
import { AttributeProto_AttributeType as Kind } from '../../../../src/engine/onnx/schema/onnx_pb.js';
import { encodeModel } from '../../../../src/engine/onnx/write.ts';
import {
  float,
  floats,
  graph,
  info,
  int,
  modelBytes,
  node,
  reference,
  text,
  type AttributeInit,
} from './modelBytes.ts';

const x = info('x', ['N', 2]);
const y = info('y', ['N', 2]);
const opTypes = ({ nodes }: Graph): string[] => nodes.map(({ opType }) => opType);

const branch = (opType: string) => ({
  name: opType,
  output: [info('z', [2])],
  initializer: [floats('c', [2], [1, 2])],
  node: [node('Mul', ['x', 'c'], ['m']), node(opType, ['m'], ['z'])],
});
const decide = (flag: number, output: string) => [
  node(
    'Constant',
    [],
    [`${output}?`],
    [{ name: 'value', type: Kind.TENSOR, t: { dataType: 9, dims: [], int32Data: [flag] } }],
  ),
  node('If', [`${output}?`], [output], [graph('then_branch', branch('Relu')), graph('else_branch', branch('Neg'))]),
];

describe('decodeModel', () => {
  it('gives back what encodeModel wrote', () => {
    const original: Graph = {
      name: 'net',
      inputs: [{ name: 'x', type: 'float32', shape: ['N', 2] }],
      outputs: [{ name: 'y', type: 'float32', shape: ['N', 2] }],
      initializers: new Map([
        ['w', { type: 'float32', shape: [2], data: Float32Array.of(1, -2) }],
        ['names', { type: 'string', shape: [2], data: ['a', 'ü'] }],
      ]),
      nodes: [
        {
          opType: 'LeakyRelu',
          domain: '',
          name: 'act',
          inputs: ['x'],
          outputs: ['h'],
          attributes: { alpha: { kind: 'float', value: 0.5 } },
        },
        { opType: 'Mul', domain: '', name: 'scale', inputs: ['h', 'w'], outputs: ['y'], attributes: {} },
      ],
      metadata: { classes: 'a,b' },
    };
    expect(decodeModel(encodeModel(original))).toEqual(original);
  });

  it('reads tensors without nodes, as a container', () => {
    const tensors: Graph = {
      name: 'tensors',
      inputs: [],
      outputs: [],
      initializers: new Map([['w', { type: 'int64', shape: [], data: BigInt64Array.of(7n) }]]),
      nodes: [],
      metadata: { step: '3' },
    };
    expect(decodeModel(encodeModel(tensors))).toEqual(tensors);
  });

  it.each<[string, AttributeInit, unknown]>([
    ['value', { name: 'value', type: Kind.TENSOR, t: floats('', [1], [4]) }, { type: 'float32', shape: [1] }],
    ['value_float', float('value_float', 4), { type: 'float32', shape: [], data: Float32Array.of(4) }],
    ['value_floats', { name: 'value_floats', type: Kind.FLOATS, floats: [4, 5] }, { type: 'float32', shape: [2] }],
    ['value_int', int('value_int', 4), { type: 'int64', shape: [], data: BigInt64Array.of(4n) }],
    [
      'value_ints, exactly',
      { name: 'value_ints', type: Kind.INTS, ints: [2n ** 63n - 1n] },
      { type: 'int64', shape: [1], data: BigInt64Array.of(2n ** 63n - 1n) },
    ],
    ['value_string', { name: 'value_string', type: Kind.STRING, s: text('ü') }, { shape: [], data: ['ü'] }],
    ['value_strings', { name: 'value_strings', type: Kind.STRINGS, strings: [text('a')] }, { shape: [1], data: ['a'] }],
  ])('takes a Constant by %s as an initializer', (_, attribute, expected) => {
    const decoded = decodeModel(modelBytes({ output: [y], node: [node('Constant', [], ['y'], [attribute])] }));
    expect(decoded.nodes).toEqual([]);
    expect(decoded.initializers.get('y')).toMatchObject(expected as object);
  });

  it('drops inputs that repeat an initializer, as old files have them', () => {
    const decoded = decodeModel(
      modelBytes({
        input: [x, info('w', [2])],
        output: [y],
        initializer: [floats('w', [2], [1, 2])],
        node: [node('Mul', ['x', 'w'], ['y'])],
      }),
    );
    expect(decoded.inputs.map(({ name }) => name)).toEqual(['x']);
    expect(decoded.initializers.has('w')).toBe(true);
  });

  it('separates copies of a weight that was stored once', () => {
    const decoded = decodeModel(
      modelBytes({
        input: [x],
        output: [y],
        initializer: [floats('w', [2], [1, 2])],
        node: [node('Identity', ['w'], ['v']), node('Mul', ['x', 'w'], ['h']), node('Mul', ['h', 'v'], ['y'])],
      }),
    );
    expect([...decoded.initializers.keys()]).toEqual(['w', 'v']);
    expect(opTypes(decoded)).toEqual(['Mul', 'Mul']);
  });

  it('puts nodes in order', () => {
    const decoded = decodeModel(
      modelBytes({ input: [x], output: [y], node: [node('Relu', ['h'], ['y']), node('Abs', ['x'], ['h'])] }),
    );
    expect(opTypes(decoded)).toEqual(['Abs', 'Relu']);
  });

  it('names the standard domain one way, and sizes that the file leaves open', () => {
    const decoded = decodeModel(
      modelBytes({
        input: [info('x', [-1, ''])],
        output: [y],
        node: [node('Relu', ['x'], ['y'], [], { domain: 'ai.onnx' })],
      }),
    );
    expect(decoded.nodes[0]!.domain).toBe('');
    expect(decoded.inputs[0]!.shape).toEqual(['x.0', 'x.1']);
  });

  it('takes the branch of an If whose condition is a constant', () => {
    const decoded = decodeModel(
      modelBytes({
        input: [x],
        output: [y],
        node: [...decide(1, 'a'), ...decide(0, 'b'), node('Add', ['a', 'b'], ['y'])],
      }),
    );
    expect(opTypes(decoded)).toEqual(['Mul', 'Relu', 'Mul', 'Neg', 'Add']);
    expect(decoded.nodes.at(-1)!.inputs).toEqual(['a', 'b']);
  });
});

describe('decodeModel with functions', () => {
  const scale = {
    name: 'Scale',
    domain: 'local',
    input: ['v'],
    output: ['r'],
    attribute: ['slope'],
    attributeProto: [float('offset', 10)],
    opsetImport: [{ domain: '', version: 18n }],
    node: [
      node('LeakyRelu', ['v'], ['t'], [reference('alpha', 'slope', Kind.FLOAT)]),
      node('Constant', [], ['o'], [reference('value_float', 'offset', Kind.FLOAT)]),
      node('Add', ['t', 'o'], ['r']),
    ],
  };
  const twice = {
    name: 'Twice',
    domain: 'local',
    input: ['v'],
    output: ['r'],
    opsetImport: [{ domain: 'local', version: 1n }],
    node: [
      node('Scale', ['v'], ['t'], [float('slope', 0.5), float('offset', 3)], { domain: 'local' }),
      node('Scale', ['t'], ['r'], [], { domain: 'local' }),
    ],
  };

  it('inlines calls in calls, with given, default and absent attributes', () => {
    const decoded = decodeModel(
      modelBytes({
        domains: ['local'],
        functions: [scale, twice],
        input: [x],
        output: [y],
        node: [node('Twice', ['x'], ['y'], [], { domain: 'local' })],
      }),
    );
    expect(opTypes(decoded)).toEqual(['LeakyRelu', 'Add', 'LeakyRelu', 'Add']);
    const [first, , second, last] = decoded.nodes;
    expect(first!.attributes).toEqual({ alpha: { kind: 'float', value: 0.5 } });
    expect(second!.attributes).toEqual({});
    expect([...decoded.initializers.values()].map(({ data }) => data[0])).toEqual([3, 10]);
    expect(last!.outputs).toEqual(['y']);
  });

  it('keeps a result that the function passes through', () => {
    const pass = { name: 'Pass', domain: 'local', input: ['v'], output: ['v'], node: [] };
    const decoded = decodeModel(
      modelBytes({
        domains: ['local'],
        functions: [pass],
        input: [x],
        output: [y],
        node: [node('Pass', ['x'], ['y'], [], { domain: 'local' })],
      }),
    );
    expect(decoded.nodes).toMatchObject([{ opType: 'Identity', inputs: ['x'], outputs: ['y'] }]);
  });

  it('refuses a function that calls itself', () => {
    const endless = { ...twice, node: [node('Twice', ['v'], ['r'], [], { domain: 'local' })] };
    const bytes = modelBytes({
      domains: ['local'],
      functions: [endless],
      input: [x],
      output: [y],
      node: [node('Twice', ['x'], ['y'], [], { domain: 'local' })],
    });
    expect(() => decodeModel(bytes)).toThrow(/nests deeper/);
  });
});
