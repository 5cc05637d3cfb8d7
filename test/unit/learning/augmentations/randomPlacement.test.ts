import { describe, expect, it } from 'vitest';
import { randomPlacement, wholeImage } from '../../../../src/learning/augmentations/randomPlacement.ts';
import type { Placement } from '../../../../src/learning/augmentations/resample.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';

const settings = { scale: [0.25, 0.75], ratio: [0.5, 2], mirrorX: true, mirrorY: false, transpose: false } as const;
const placements = Array.from({ length: 4000 }, (_, index) => randomPlacement(settings, 40, randomGenerator(1, index)));

const share = (test: (placement: Placement) => boolean): number => placements.filter(test).length / placements.length;

describe('randomPlacement', () => {
  it('stays inside the image and the asked areas and ratios', () => {
    const slack = 1e-9;
    const wrong = placements.filter(({ leftPx, topPx, widthPx, heightPx }) => {
      const inside = leftPx >= 0 && topPx >= 0 && leftPx + widthPx <= 40 + slack && topPx + heightPx <= 40 + slack;
      const area = (widthPx * heightPx) / 1600;
      const ratio = widthPx / heightPx;
      const asked = area >= 0.25 - slack && area <= 0.75 + slack && ratio >= 0.5 - slack && ratio <= 2 + slack;
      return !inside || !asked;
    });
    expect(wrong).toEqual([]);
  });

  it('is as often wide as tall, left as right, and mirrored half the time', () => {
    // standard deviation of a share of 4,000 coin throws is 0.008; five of them
    expect(Math.abs(share(({ widthPx, heightPx }) => widthPx > heightPx) - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(share(({ leftPx, widthPx }) => leftPx > (40 - widthPx) / 2) - 0.5)).toBeLessThan(0.04);
    expect(Math.abs(share(({ mirrorX }) => mirrorX) - 0.5)).toBeLessThan(0.04);
    expect(share(({ mirrorY, transpose }) => mirrorY || transpose)).toBe(0);
  });

  it('is the whole image where nothing is random', () => {
    const still = { scale: [1, 1], ratio: [1, 1], mirrorX: false, mirrorY: false, transpose: false } as const;
    expect(randomPlacement(still, 40, randomGenerator(0))).toEqual(wholeImage(40));
  });

  it('falls back to the whole image when no crop of the asked ratio fits', () => {
    const tall = { ...settings, scale: [1, 1], ratio: [4, 4] } as const;
    expect(randomPlacement(tall, 40, randomGenerator(0))).toMatchObject({ widthPx: 40, heightPx: 40 });
  });
});
