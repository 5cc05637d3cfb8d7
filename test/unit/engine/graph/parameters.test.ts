import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Node } from '../../../../src/engine/graph/graph.ts';
import { runningStatistics, trainableParameters } from '../../../../src/engine/graph/parameters.ts';
import { elementCount, float32Tensor, int64Tensor, type Tensor } from '../../../../src/engine/graph/tensor.ts';
import { decodeModel } from '../../../../src/engine/onnx/read.ts';
import { node, template, weight } from './templates.ts';

const found = (nodes: Node[], initializers: Record<string, Tensor>): string[] =>
  trainableParameters(template(nodes, initializers));
const conv = node('Conv', ['x', 'kernel'], ['features']);
const kernel = weight(8, 3, 1, 1);

describe('trainableParameters', () => {
  it('takes the operands of weighted operators, whatever their size', () => {
    const nodes = [
      node('Conv', ['x', 'kernel', 'shift'], ['a']),
      node('PRelu', ['a', 'slope'], ['b']),
      node('BatchNormalization', ['b', 'gamma', 'beta', 'mean', 'variance'], ['c']),
      node('Gemm', ['c', 'matrix', 'offset'], ['y']),
    ];
    const names = ['kernel', 'shift', 'slope', 'gamma', 'beta', 'mean', 'variance', 'matrix', 'offset'];
    const all = Object.fromEntries(names.map((name) => [name, weight(1)]));
    expect(found(nodes, all)).toEqual(names.filter((name) => name !== 'mean' && name !== 'variance'));
  });

  it('leaves out what normalises the images, and every setting', () => {
    const nodes = [
      node('Sub', ['x', 'mean'], ['a']),
      node('Div', ['a', 'deviation'], ['b']),
      node('Mul', ['b', 'gain'], ['c']),
      node('Add', ['c', 'lift'], ['images']),
      node('Conv', ['images', 'kernel'], ['d']),
      node('Clip', ['d', 'low', 'high'], ['e']),
      node('Pad', ['e', 'pads', 'filler'], ['f']),
      node('Resize', ['f', '', 'scales'], ['g']),
      node('Pow', ['g', 'exponent'], ['h']),
      node('Mul', ['h', 'half'], ['y']),
    ];
    const channels = weight(3, 1, 1);
    const scalars = Object.fromEntries(['low', 'high', 'filler', 'exponent', 'half'].map((name) => [name, weight(1)]));
    const constants = { mean: channels, deviation: channels, gain: channels, lift: channels, scales: weight(4) };
    expect(found(nodes, { ...constants, kernel, ...scalars, pads: int64Tensor([0, 0]) })).toEqual(['kernel']);
  });

  it('takes biases, scales, class tokens and position embeddings after the first weights', () => {
    const nodes = [
      conv,
      node('Expand', ['token', 'shape'], ['tokens']),
      node('Concat', ['tokens', 'features'], ['a'], { axis: { kind: 'int', value: 1 } }),
      node('Slice', ['positions', 'start', 'end'], ['visible']),
      node('Add', ['a', 'visible'], ['b']),
      node('Mul', ['layerScale', 'b'], ['y']),
    ];
    const integers = Object.fromEntries(['shape', 'start', 'end'].map((name) => [name, int64Tensor([1])]));
    const weights = { kernel, token: weight(1, 1, 8), positions: weight(1, 5, 8), layerScale: weight(8) };
    expect(found(nodes, { ...weights, ...integers })).toEqual(Object.keys(weights));
  });

  it('follows a weight through the nodes that rearrange or join it', () => {
    const nodes = [
      node('Transpose', ['matrix'], ['t']),
      node('Concat', ['q', 'k'], ['joined']),
      node('MatMul', ['x', 't'], ['a']),
      node('MatMul', ['a', 'joined'], ['b']),
      node('Gather', ['table', 'index'], ['rows']),
      node('Add', ['b', 'rows'], ['y']),
    ];
    const weights = { matrix: weight(3, 4), q: weight(4, 2), k: weight(4, 2), table: weight(9, 2) };
    expect(found(nodes, { ...weights, index: int64Tensor([0]) })).toEqual(Object.keys(weights));
  });

  it('sees the weights of a norm that is written out before the first product', () => {
    const nodes = [
      node('Sqrt', ['x'], ['deviation']),
      node('Div', ['x', 'deviation'], ['a']),
      node('Mul', ['a', 'gamma'], ['b']),
      node('Add', ['b', 'beta'], ['y']),
    ];
    expect(found(nodes, { gamma: weight(4), beta: weight(4) })).toEqual(['gamma', 'beta']);
  });

  it('leaves out the neutral scale that exporters give a group norm, and attention masks', () => {
    const nodes = [
      conv,
      node('InstanceNormalization', ['features', 'ones', 'zeros'], ['a']),
      node('InstanceNormalization', ['a', 'scale', 'shift'], ['b']),
      node('Add', ['b', 'mask'], ['y']),
    ];
    const neutral = { ones: float32Tensor([1, 1], [2]), zeros: float32Tensor([0, 0], [2]) };
    const mask = float32Tensor([0, -100, -Infinity, 0], [2, 2]);
    expect(found(nodes, { kernel, ...neutral, scale: weight(2), shift: weight(2), mask })).toEqual([
      'kernel',
      'scale',
      'shift',
    ]);
  });

  it('takes float32 only', () => {
    const half: Tensor = { type: 'float16', shape: [8, 3, 1, 1], data: new Uint16Array(24) };
    expect(found([conv], { kernel: half })).toEqual([]);
  });
});

describe('the built-in encoder', () => {
  const encoder = decodeModel(readFileSync('resources/encoders/mobilenet-v2-trunk.onnx'));
  const count = (names: string[]): number =>
    names.reduce((sum, name) => sum + elementCount(encoder.initializers.get(name)!.shape), 0);

  it('has the 542,528 parameters of its notice, and two statistics for each BatchNormalization', () => {
    const normCount = encoder.nodes.filter(({ opType }) => opType === 'BatchNormalization').length;
    expect(count(trainableParameters(encoder))).toBe(542_528);
    expect(runningStatistics(encoder)).toHaveLength(2 * normCount);
    expect(trainableParameters(encoder)).not.toContain(runningStatistics(encoder)[0]);
  });
});
