import { describe, expect, it } from 'vitest';
import { gradients } from '../../../../src/engine/autodiff/gradients.ts';
import { reduceSum } from '../../../../src/engine/expressions.ts';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { pawsTargets } from '../../../../src/learning/losses/pawsTargets.ts';
import { evaluate } from '../../../support/evaluate.ts';
import { expectClose } from '../expectClose.ts';

/** Two images; the first views lie on support 0 and support 1, the second views between them. */
const globals = float32Tensor([1, 0, 0, 1, 1, 1, 1, 1], [4, 2]);
const supports = { embeddings: float32Tensor([1, 0, 0, 1], [2, 2]), labels: float32Tensor([1, 0, 0, 1], [2, 2]) };

describe('pawsTargets', () => {
  it('gives each view what the other view of its image says, sharpened, and small views the mean', async () => {
    const { targets } = await evaluate({ globals, ...supports }, ({ globals: views, ...support }) => ({
      targets: pawsTargets({
        globals: views,
        supports: support,
        localViewCount: 2,
        temperature: 1,
        sharpeningTemperature: 0.5,
      }),
    }));
    const sure = Math.E ** 2 / (Math.E ** 2 + 1);
    const first = [sure, 1 - sure, 1 - sure, sure];
    const second = [0.5, 0.5, 0.5, 0.5];
    const both = first.map((value, index) => (value + second[index]!) / 2);
    expectClose(targets, [...second, ...first, ...both, ...both]);
  });

  it('drops entries below 1e-4 and lets no gradient through', async () => {
    const { targets } = await evaluate({ globals, ...supports }, ({ globals: views, ...support }) => {
      const rows = pawsTargets({
        globals: views,
        supports: support,
        localViewCount: 0,
        temperature: 0.1,
        sharpeningTemperature: 0.25,
      });
      expect(gradients(reduceSum(rows, [0, 1], false), [views, support.embeddings])).toEqual([undefined, undefined]);
      return { targets: rows };
    });
    expect(targets.slice(4)).toEqual([1, 0, 0, 1]);
  });
});
