import { describe, expect, it } from 'vitest';
import { metricSeries } from '../../../../src/renderer/screens/train/metricSeries.ts';

describe('the curves of a training', () => {
  it('share their steps, with gaps where a curve has no value', () => {
    const points = [
      { step: 1, name: 'loss', value: 3 },
      { step: 2, name: 'loss', value: 2 },
      { step: 2, name: 'paws', value: 1 },
      { step: 2, name: 'not-asked-for', value: 9 },
    ];
    expect(metricSeries(points, ['paws', 'loss'])).toEqual({
      steps: [1, 2],
      curves: [
        { name: 'paws', values: [null, 1] },
        { name: 'loss', values: [3, 2] },
      ],
    });
  });

  it('are thinned to means when there are many steps', () => {
    const points = Array.from({ length: 4000 }, (_, place) => ({ step: place + 1, name: 'loss', value: place % 10 }));
    const { steps, curves } = metricSeries(points, ['loss']);
    expect(steps).toHaveLength(400);
    expect(steps.at(-1)).toBe(4000);
    expect(curves[0]!.values).toEqual(new Array(400).fill(4.5));
  });

  it('are none without points', () => {
    expect(metricSeries([], ['loss'])).toEqual({ steps: [], curves: [] });
  });
});
