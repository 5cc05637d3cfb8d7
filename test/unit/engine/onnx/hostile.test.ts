import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EngineError } from '../../../../src/engine/errors.ts';
import { decodeModel } from '../../../../src/engine/onnx/read.ts';
import {
  floats,
  graph,
  info,
  int,
  modelBytes,
  node,
  string,
  text,
  type FunctionInit,
  type GraphInit,
} from './modelBytes.ts';

const x = info('x', [2]);
const y = info('y', [2]);

const relu = (from: string, to: string) => node('Relu', [from], [to]);

/** A file with something of everything that the reader takes apart. */
const model = modelBytes({
  opset: 17,
  domains: ['local'],
  functions: [{ name: 'F', domain: 'local', input: ['v'], output: ['r'], node: [node('Relu', ['v'], ['r'])] }],
  input: [x],
  output: [y],
  initializer: [
    floats('w', [2], [1, 2]),
    { name: 's', dataType: 8, dims: [1n], stringData: [text('a')] },
    { name: 'r', dataType: 7, dims: [1n], rawData: Uint8Array.of(1, 0, 0, 0, 0, 0, 0, 0) },
  ],
  node: [
    node('F', ['x'], ['f'], [], { domain: 'local' }),
    node('ReduceMean', ['f'], ['m'], [int('keepdims', 1)]),
    node(
      'If',
      ['c'],
      ['i'],
      [
        graph('then_branch', { name: 't', output: [info('t', [2])], node: [node('Abs', ['x'], ['t'])] }),
        graph('else_branch', { name: 'e', output: [info('e', [2])], node: [node('Neg', ['x'], ['e'])] }),
      ],
    ),
    node('Custom', ['m', 'i', 'w', 'r'], ['y'], [string('mode', 'a')]),
  ],
});
const sound = modelBytes({ input: [x], output: [y], node: [node('Relu', ['x'], ['y'])] });

function refusal(bytes: Uint8Array): unknown {
  try {
    decodeModel(bytes);
    return undefined;
  } catch (error) {
    return error;
  }
}

const expectTyped = (bytes: Uint8Array): void => {
  const error = refusal(bytes);
  if (error !== undefined) expect(error).toBeInstanceOf(EngineError);
};

describe('decodeModel of a damaged file', () => {
  it('answers every mutation of a file with a graph or a typed error', () => {
    const mutation = fc.record({ at: fc.nat(model.length - 1), value: fc.nat(255) });
    fc.assert(
      fc.property(fc.array(mutation, { minLength: 1, maxLength: 6 }), (mutations) => {
        const bytes = model.slice();
        for (const { at, value } of mutations) bytes[at] = value;
        expectTyped(bytes);
      }),
      { numRuns: 600, seed: 17 },
    );
  });

  it('answers every truncation and any bytes at all with a graph or a typed error', () => {
    for (let length = 0; length < model.length; length++) expectTyped(model.slice(0, length));
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), expectTyped), { numRuns: 300, seed: 18 });
  });

  it.each([0, 1, Math.floor(sound.length / 2), sound.length - 1])('refuses a file cut at %d bytes', (length) => {
    expect(refusal(sound.slice(0, length))).toBeInstanceOf(EngineError);
  });

  it('calls text by its name', () => {
    expect(refusal(text('this is no model at all'))).toMatchObject({ code: 'MODEL_UNREADABLE' });
  });
});

describe('decodeModel of a graph that is not sound', () => {
  it.each<[string, GraphInit, RegExp]>([
    ['a cycle', { node: [relu('y', 'a'), relu('a', 'b'), relu('b', 'y')] }, /cycle: 'Relu of [aby]', 'Relu of/],
    ['a node that feeds itself', { node: [relu('y', 'y')] }, /cycle: 'Relu of y'/],
    ['a missing input', { node: [relu('gone', 'y')] }, /node 'Relu of y'.*'gone'/],
    ['a missing output', { node: [relu('x', 'z')] }, /output 'y'/],
    ['a name used twice', { node: [relu('x', 'y'), relu('x', 'y')] }, /'y' is used twice/],
    [
      'a node that overwrites an input',
      { initializer: [floats('w', [0], [])], node: [relu('w', 'x'), relu('x', 'y')] },
      /'x' is used twice/,
    ],
    [
      'two constants of one name',
      { initializer: [floats('w', [0], []), floats('w', [0], [])], node: [relu('x', 'y')] },
      /twice/,
    ],
    [
      'an operator of nowhere',
      { node: [node('A', ['x'], ['y'], [], { domain: 'elsewhere' })] },
      /node 'A of y'.*'elsewhere'/,
    ],
    ['wrong data', { initializer: [floats('w', [3], [1])], node: [relu('x', 'y')] }, /tensor 'w'.*1 values/],
    [
      'a missing value in a branch',
      {
        node: [
          node(
            'If',
            ['x'],
            ['y'],
            [graph('then_branch', { name: 't', output: [info('t', [])], node: [relu('gone', 't')] })],
          ),
        ],
      },
      /'gone'/,
    ],
  ])('refuses %s', (_, parts, message) => {
    const error = refusal(modelBytes({ input: [x], output: [y], ...parts }));
    expect(error).toBeInstanceOf(EngineError);
    expect(error).toMatchObject({ code: 'MODEL_INVALID', message: expect.stringMatching(message) });
  });

  it('refuses a model that names no opset', () => {
    const withoutImports = sound.slice(0, sound.length);
    const start = withoutImports.findIndex((byte, index) => byte === 0x42 && withoutImports[index + 1]! <= 6);
    const end = start + 2 + withoutImports[start + 1]!;
    expect(refusal(Uint8Array.of(...sound.slice(0, start), ...sound.slice(end)))).toMatchObject({
      message: expect.stringContaining('opset'),
    });
  });

  it.each([
    [12, /opset 12; opset 13 is the oldest.*Export it again/],
    [99, /opset 99.*Export it again/],
  ])('refuses opset %d and says how to export again', (opset, message) => {
    const error = refusal(modelBytes({ opset, input: [x], output: [y], node: [relu('x', 'y')] }));
    expect(error).toMatchObject({ code: 'MODEL_UNSUPPORTED', message: expect.stringMatching(message) });
  });

  it('refuses functions that multiply without end', () => {
    const levels = 40;
    const functions: FunctionInit[] = Array.from({ length: levels }, (_, level) => ({
      name: `F${level}`,
      domain: 'local',
      input: ['v'],
      output: ['r'],
      node:
        level + 1 === levels
          ? [relu('v', 'r')]
          : [
              node(`F${level + 1}`, ['v'], ['t'], [], { domain: 'local' }),
              node(`F${level + 1}`, ['t'], ['r'], [], { domain: 'local' }),
            ],
    }));
    const call = node('F0', ['x'], ['y'], [], { domain: 'local' });
    const bytes = modelBytes({ domains: ['local'], functions, input: [x], output: [y], node: [call] });
    expect(refusal(bytes)).toMatchObject({ code: 'MODEL_UNSUPPORTED', message: expect.stringMatching(/nodes/) });
  });

  it('refuses graphs nested beyond reason', () => {
    let inner: GraphInit = { name: 'innermost', output: [info('y', [])], node: [relu('x', 'y')] };
    for (let level = 0; level < 200; level++) {
      inner = { name: 'g', output: [info('y', [])], node: [node('If', ['x'], ['y'], [graph('then_branch', inner)])] };
    }
    expect(refusal(modelBytes({ ...inner, input: [x] }))).toBeInstanceOf(EngineError);
  });
});
