import { expect, it } from 'vitest';
import { printGraph } from '../../../../src/engine/graph/printer.ts';
import { float32Tensor, int64Tensor, stringTensor } from '../../../../src/engine/graph/tensor.ts';
import { node, template } from './templates.ts';

it('prints one line for each part, with inner graphs indented', () => {
  const inner = { ...template([node('Neg', ['h'], ['y'])]), name: 'inner', inputs: [] };
  const graph = {
    ...template(
      [
        node('Conv', ['x', 'w', ''], ['h'], {
          alpha: { kind: 'float', value: 1 },
          betas: { kind: 'floats', value: [0.5, 2] },
          group: { kind: 'int', value: 1 },
          pads: { kind: 'ints', value: Array.from({ length: 9 }, (_, index) => index) },
          auto_pad: { kind: 'string', value: 'SAME' },
          keys: { kind: 'strings', value: ['a'] },
          value: { kind: 'tensor', value: int64Tensor([3]) },
        }),
        { ...node('Fast', ['h'], ['', 'y']), domain: 'ai.handful', name: 'fast' },
        node('If', ['h'], ['z'], { then_branch: { kind: 'graph', value: inner } }),
      ],
      { w: float32Tensor(new Float32Array(12), [4, 3]), names: stringTensor(['a']) },
    ),
    metadata: { classes: 'a'.repeat(100) },
  };
  expect(printGraph(graph)).toBe(
    [
      'graph template',
      '  input x: float32[N, 3, 4, 4]',
      '  const w: float32[4, 3] [0, 0, 0, 0, 0, 0, 0, 0, ... 12 in all]',
      '  const names: string[1] ["a"]',
      '  h = Conv(x, w, _) {alpha=1.0, betas=[0.5, 2.0], group=1, pads=[0, 1, 2, 3, 4, 5, 6, 7, ... 9 in all], ' +
        'auto_pad="SAME", keys=["a"], value=int64[1] [3]}  # Conv h',
      '  _, y = ai.handful.Fast(h)  # fast',
      '  z = If(h)  # If z',
      '    then_branch:',
      '      graph inner',
      '        y = Neg(h)  # Neg y',
      '        output y: float32 of unknown shape',
      '  output y: float32 of unknown shape',
      `  meta classes = "${'a'.repeat(76)}...`,
    ].join('\n'),
  );
});
