import { describe, expect, it } from 'vitest';
import { heldOutSeries, rightSoFar } from '../../../../src/renderer/screens/train/heldOutSeries.ts';

const parts = [
  {
    labelCount: 4,
    points: [
      { doneShare: 0, rightCount: 1 },
      { doneShare: 0.375, rightCount: 2 },
      { doneShare: 1, rightCount: 4 },
    ],
  },
  { labelCount: 5, points: [{ doneShare: 0, rightCount: 3 }] },
];

describe('the parts of a check', () => {
  it('are curves over how far each has gone, with gaps where one has not got yet', () => {
    const say = {
      name: (place: number) => `part ${place + 1}`,
      right: (right: number, of: number) => `${right}/${of}`,
    };
    expect(heldOutSeries(parts, say)).toEqual({
      steps: [0, 38, 100],
      curves: [
        { name: 'part 1', values: [0.25, 0.5, 1], words: '4/4' },
        { name: 'part 2', values: [0.6, null, null], words: '3/5' },
      ],
    });
  });

  it('count together as far as they were begun', () => {
    expect(rightSoFar(parts)).toEqual({ rightCount: 7, labelCount: 9 });
  });
});
