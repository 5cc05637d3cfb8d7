import { describe, expect, it } from 'vitest';
import {
  type AccuracyByLabels,
  accuracyByLabelsSchema,
  drawAccuracyByLabels,
} from '../../../../bench/chart/accuracyByLabels.ts';
import { drawAccuracyWhileTraining } from '../../../../bench/chart/accuracyWhileTraining.ts';
import { scaleFor } from '../../../../bench/chart/scale.ts';

const byLabels: AccuracyByLabels = {
  title: 'Shoes & bags',
  subtitle: 'mean of two seeds',
  labelsPerClass: [5, 10],
  methods: [
    {
      name: 'Frozen',
      accuracies: [
        [0.7, 0.71],
        [0.74, 0.74],
      ],
    },
    {
      name: 'Supervised',
      accuracies: [
        [0.72, 0.7],
        [0.75, 0.77],
      ],
    },
    {
      name: 'PAWS',
      accuracies: [
        [0.76, 0.78],
        [0.8, 0.81],
      ],
    },
  ],
};

/** Vertical places of the marks of one kind, px. */
function heights(svg: string, pattern: RegExp): number[] {
  return [...svg.matchAll(pattern)].map((match) => Number(match[1]));
}

describe('scaleFor', () => {
  it('holds the values between round ticks', () => {
    const scale = scaleFor([70.2, 81.3], 5, 300, 100);
    expect(scale.ticks).toEqual([70, 75, 80, 85]);
    expect(scale.place(70)).toBe(300);
    expect(scale.place(85)).toBe(100);
    expect(scale.place(77.5)).toBeCloseTo(200, 9);
  });

  it('gives equal values a range', () => {
    const scale = scaleFor([3, 3], 5, 0, 10);
    expect(scale.place(3)).toBeGreaterThanOrEqual(0);
    expect(scale.ticks.length).toBeGreaterThan(1);
  });
});

describe('drawAccuracyByLabels', () => {
  it('draws a dot per seed and prints the means', () => {
    const svg = drawAccuracyByLabels(byLabels);
    expect(heights(svg, /<circle [^>]*cy="([\d.]+)"/g)).toHaveLength(12);
    const values = [...svg.matchAll(/class="value">([\d.]+)</g)].map((match) => match[1]);
    expect(values).toEqual(['70.5', '71.0', '77.0', '74.0', '76.0', '80.5']);
  });

  it('draws a higher accuracy higher up', () => {
    const [lower, higher] = heights(drawAccuracyByLabels(byLabels), /<circle [^>]*cy="([\d.]+)"/g);
    expect(higher).toBeLessThan(lower!);
  });

  it('escapes text', () => {
    expect(drawAccuracyByLabels(byLabels)).toContain('Shoes &amp; bags');
  });

  it('refuses figures with a missing cell', () => {
    const figures = { ...byLabels, labelsPerClass: [5, 10, 25] };
    expect(() => accuracyByLabelsSchema.parse(figures)).toThrow('one list of accuracies per entry');
  });
});

it('draws the course of a training from left to right, and its end in figures', () => {
  const curve = [0.6, 0.75, 0.79].map((accuracy, i) => ({ minutes: i * 1.5, accuracy }));
  const baselines = [{ name: 'Frozen', accuracy: 0.735 }];
  const stages = [{ name: 'PAWS', startMinutes: 1 }];
  const svg = drawAccuracyWhileTraining({ title: 'T', subtitle: 's', curve, stages, baselines });
  const points = svg
    .match(/points="([^"]+)"/)![1]!
    .split(' ')
    .map((point) => point.split(',').map(Number));
  expect(points.map(([x]) => x)).toEqual(points.map(([x]) => x).toSorted((a, b) => a! - b!));
  expect(points.map(([, y]) => y)).toEqual(points.map(([, y]) => y).toSorted((a, b) => b! - a!));
  expect(svg).toContain('Frozen 73.5');
  expect(svg).toContain('>79.0<');
});
