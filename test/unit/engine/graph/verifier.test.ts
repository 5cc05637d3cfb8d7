import { describe, expect, it } from 'vitest';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { verifyGraph } from '../../../../src/engine/graph/verifier.ts';
import { node, template, weight } from './templates.ts';

const w = weight(2);
/** A node with a branch that makes `to` of a value from outside. */
const withBranch = (from: string, to: string) => {
  const inner = { ...template([node('Relu', [from], [to])]), inputs: [], outputs: [] };
  return node('If', ['x'], ['y'], { then_branch: { kind: 'graph', value: inner } });
};

describe('verifyGraph', () => {
  it('accepts omitted inputs and outputs, and an inner graph that uses values of the outer one', () => {
    const nodes = [node('Op', ['x', '', 'w'], ['h', '']), withBranch('h', 'inside')];
    expect(() => verifyGraph(template(nodes, { w }))).not.toThrow();
  });

  it.each<[string, Graph, RegExp]>([
    [
      'a value before it is defined',
      template([node('Relu', ['a'], ['y']), node('Abs', ['x'], ['a'])]),
      /'Relu y'.*'a'/,
    ],
    ['a missing value', template([node('Relu', ['gone'], ['y'])]), /'Relu y'.*'gone'/],
    [
      'a name of two nodes',
      template([node('Relu', ['x'], ['y']), node('Abs', ['x'], ['y'])]),
      /'Abs y'.*'y' is used twice/,
    ],
    ['a constant named as an input', template([node('Relu', ['x'], ['y'])], { x: w }), /constant 'x'.*twice/],
    ['an output nobody produces', template([node('Relu', ['x'], ['z'])]), /output 'y'/],
    ['an unknown domain', template([{ ...node('Relu', ['x'], ['y']), domain: 'custom' }]), /'Relu y'.*'custom'/],
    [
      'a constant of the wrong length',
      template([node('Relu', ['x'], ['y'])], { w: float32Tensor([1], [2]) }),
      /'w'.*1 elements.*2/,
    ],
    ['a missing value of an inner graph', template([withBranch('gone', 'inside')]), /'Relu inside'.*'gone'/],
    ['an inner value that hides an outer one', template([withBranch('x', 'x')]), /'Relu x'.*'x' is used twice/],
  ])('refuses %s, by name', (_, graph, message) => {
    expect(() => verifyGraph(graph)).toThrow(expect.objectContaining({ code: 'MODEL_INVALID' }));
    expect(() => verifyGraph(graph)).toThrow(message);
  });
});
