import { describe, expect, it } from 'vitest';
import { add, mul } from '../../../../src/engine/expressions.ts';
import { GraphBuilder } from '../../../../src/engine/graph/builder.ts';
import type { Graph } from '../../../../src/engine/graph/graph.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { node, template } from './templates.ts';

const calls = ({ nodes }: Graph) => nodes.map(({ opType, inputs, outputs }) => [opType, ...inputs, '->', ...outputs]);

describe('the outputs of a built graph', () => {
  it('are what the nodes compute, also where later nodes use it', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    const sum = add(x, x);
    builder.output('sum', sum);
    builder.output('product', mul(sum, x));
    expect(calls(builder.build('outputs'))).toEqual([
      ['Add', 'x', 'x', '->', 'sum'],
      ['Mul', 'sum', 'x', '->', 'product'],
    ]);
  });

  it('are copies of inputs and constants, and of what is an output already', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    const sum = add(x, x);
    builder.output('first', sum);
    builder.output('second', sum);
    builder.output('input', x);
    builder.output('known', builder.constant(float32Tensor([1], [1]), 'one'));
    expect(calls(builder.build('copies'))).toEqual([
      ['Add', 'x', 'x', '->', 'first'],
      ['Identity', 'first', '->', 'second'],
      ['Identity', 'x', '->', 'input'],
      ['Identity', 'one', '->', 'known'],
    ]);
  });

  it('are copies where the body of a node may use a value by its name', () => {
    const builder = new GraphBuilder();
    const x = builder.input('x', 'float32', [2]);
    const sum = add(x, x);
    const body = { kind: 'graph', value: template([node('Relu', [sum.name], ['y'])]) } as const;
    const branch = node('If', ['condition'], ['chosen'], { then_branch: body, else_branch: body });
    builder.input('condition', 'bool', []);
    builder.appendVerbatim(branch, { chosen: { type: 'float32', shape: [2] } });
    builder.output('sum', sum);
    builder.output('y', builder.value('chosen'));
    expect(builder.build('branches').nodes.map(({ opType }) => opType)).toEqual(['Add', 'If', 'Identity', 'Identity']);
  });
});
