import { describe, expect, it } from 'vitest';
import { logisticLoss } from '../../../../src/learning/classifiers/logisticLoss.ts';
import { minimize } from '../../../../src/learning/classifiers/minimize.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';

describe('minimize', () => {
  it('finds the lowest point of an ill-conditioned quadratic', () => {
    const curvatures = [1, 10, 100, 1000];
    const lowest = [3, -2, 1, 0.5];
    const point = minimize(
      (at, gradient) => {
        at.forEach((x, index) => (gradient[index] = curvatures[index]! * (x - lowest[index]!)));
        return at.reduce((sum, x, index) => sum + (curvatures[index]! / 2) * (x - lowest[index]!) ** 2, 0);
      },
      new Float64Array(4),
      { tolerance: 1e-10 },
    );
    point.forEach((x, index) => expect(x).toBeCloseTo(lowest[index]!, 6));
  });

  it('stays where the gradient is zero', () => {
    const start = Float64Array.of(1, 2);
    const flat = minimize(() => 5, start);
    expect(flat).toEqual(start);
  });
});

describe('logisticLoss', () => {
  const random = randomGenerator(1);
  const data = {
    rows: Float32Array.from({ length: 6 * 3 }, () => 4 * random() - 2),
    dim: 3,
    classes: Int32Array.of(0, 1, 2, 0, 1, 1),
    classCount: 3,
    weights: Float64Array.of(0.1, 0.2, 0.3, 0.1, 0.2, 0.1),
  };
  const loss = logisticLoss(data, 0.3);

  it('is log C where all weights are zero', () => {
    expect(loss(new Float64Array(12), new Float64Array(12))).toBeCloseTo(Math.log(3), 12);
  });

  it('has the gradient of its finite differences', () => {
    const point = Float64Array.from({ length: 12 }, () => 2 * random() - 1);
    const gradient = new Float64Array(12);
    loss(point, gradient);
    point.forEach((coordinate, index) => {
      const at = (shift: number): number => loss(point.with(index, coordinate + shift), new Float64Array(12));
      expect(gradient[index]).toBeCloseTo((at(1e-5) - at(-1e-5)) / 2e-5, 7);
    });
  });
});
