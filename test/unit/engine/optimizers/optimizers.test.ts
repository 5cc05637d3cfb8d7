import { describe, expect, it } from 'vitest';
import { float32Tensor } from '../../../../src/engine/graph/tensor.ts';
import { adamw } from '../../../../src/engine/optimizers/adamw.ts';
import { lars } from '../../../../src/engine/optimizers/lars.ts';
import type { Optimizer } from '../../../../src/engine/optimizers/optimizer.ts';
import { createOptimizer, optimizerNames } from '../../../../src/engine/optimizers/registry.ts';
import { sgd } from '../../../../src/engine/optimizers/sgd.ts';
import { evaluate } from '../../../support/evaluate.ts';

const START = [3, -4];
const GRADIENTS = [
  [0.5, 0.25],
  [-1, 0.5],
  [0.125, 2],
] as const;
const RATES = [0.1, 0.2, 0.05];

/** Parameters after each of the three steps. */
async function steps(optimizer: Optimizer, decays = true, grads: readonly (readonly number[])[] = GRADIENTS) {
  const slot = { name: 'weight', shape: [1, 2], decays };
  const slots = optimizer.slots(slot);
  let parameter = START;
  let state = slots.map(({ shape }) => new Array<number>(shape[0]! * shape[1]!).fill(0));
  const path: number[][] = [];
  for (const [index, gradient] of grads.entries()) {
    const inputs = {
      parameter: float32Tensor(parameter, [1, 2]),
      gradient: float32Tensor(gradient, [1, 2]),
      learningRate: float32Tensor([RATES[index]!], []),
      stepNumber: float32Tensor([index + 1], []),
      ...Object.fromEntries(state.map((data, i) => [`state${i}`, float32Tensor(data, [1, 2])])),
    };
    const result: Record<string, number[]> = await evaluate(inputs, (values) => {
      const named = values as Readonly<Record<string, (typeof values)['parameter']>>;
      const next = optimizer.update({ ...values, state: slots.map((_, i) => named[`state${i}`]!), slot });
      return { parameter: next.parameter, ...Object.fromEntries(next.state.map((value, i) => [`state${i}`, value])) };
    });
    parameter = result['parameter']!;
    state = slots.map((_, i) => result[`state${i}`]!);
    path.push(parameter);
  }
  return path;
}

/** The same in float64, one element at a time. */
function expectPath(actual: readonly number[][], expected: readonly number[][]): void {
  expect(actual).toEqual(expected.map((row) => row.map((value) => expect.closeTo(value, 5))));
}

function momentumPath(weightDecay: number, nesterov: boolean, scale = 1): number[][] {
  const p = [...START];
  const velocity = [0, 0];
  return GRADIENTS.map((gradient, step) =>
    p.map((_, i) => {
      const change = -RATES[step]! * scale * (gradient[i]! + weightDecay * p[i]!);
      velocity[i] = 0.9 * velocity[i]! + change;
      p[i]! += nesterov ? change + 0.9 * velocity[i]! : velocity[i]!;
      return p[i]!;
    }),
  );
}

describe('sgd', () => {
  it('applies the rate before the momentum', async () => {
    expectPath(await steps(sgd({ momentum: 0.9, nesterov: false, weightDecay: 0 })), momentumPath(0, false));
  });

  it('decays weights, and leaves biases and norms out', async () => {
    const optimizer = sgd({ momentum: 0.9, nesterov: false, weightDecay: 0.1 });
    expectPath(await steps(optimizer), momentumPath(0.1, false));
    expectPath(await steps(optimizer, false), momentumPath(0, false));
  });

  it('looks ahead with Nesterov momentum', async () => {
    expectPath(await steps(sgd({ momentum: 0.9, nesterov: true, weightDecay: 0 })), momentumPath(0, true));
  });
});

describe('lars', () => {
  const optimizer = lars({ momentum: 0.9, nesterov: false, weightDecay: 0.1, trust: 0.01 });

  it('scales the decayed gradient by trust ||p|| / (||g|| + decay ||p||)', async () => {
    const [first] = await steps(optimizer, true, [[6, 8]]);
    const rate = (0.1 * 0.01 * 5) / (10 + 0.1 * 5);
    expectPath([first!], [[3 - rate * (6 + 0.3), -4 - rate * (8 - 0.4)]]);
  });

  it('takes the plain step for biases and norms', async () => {
    expectPath(await steps(optimizer, false), momentumPath(0, false));
  });

  it('leaves a weight alone that got no gradient', async () => {
    expectPath(await steps(optimizer, true, [[0, 0]]), [START]);
  });
});

function adamPath(weightDecay: number): number[][] {
  const p = [...START];
  const mean = [0, 0];
  const square = [0, 0];
  return GRADIENTS.map((gradient, step) =>
    p.map((_, i) => {
      mean[i] = 0.9 * mean[i]! + 0.1 * gradient[i]!;
      square[i] = 0.99 * square[i]! + 0.01 * gradient[i]! ** 2;
      const corrected = mean[i]! / (1 - 0.9 ** (step + 1));
      const root = Math.sqrt(square[i]! / (1 - 0.99 ** (step + 1)));
      p[i] = p[i]! * (1 - RATES[step]! * weightDecay) - (RATES[step]! * corrected) / (root + 1e-8);
      return p[i]!;
    }),
  );
}

describe('adamw', () => {
  it('corrects its averages for their start at zero, and decays apart from the gradient', async () => {
    const optimizer = adamw({ beta1: 0.9, beta2: 0.99, epsilon: 1e-8, weightDecay: 0.1 });
    expectPath(await steps(optimizer), adamPath(0.1));
    expectPath(await steps(optimizer, false), adamPath(0));
  });
});

describe('createOptimizer', () => {
  it.each(optimizerNames)('%s makes a step against the gradient', async (name) => {
    const [first] = await steps(createOptimizer(name, { momentum: 0.9, weightDecay: 0 }), true, [[1, -1]]);
    expect(first![0]).toBeLessThan(3);
    expect(first![1]).toBeGreaterThan(-4);
  });
});
