import { describe, expect, it } from 'vitest';
import { umapLayout } from '../../../../../src/platform/node/mapping/umapLayout.ts';
import { workerLayout } from '../../../../../src/platform/node/mapping/workerLayout.ts';
import { blobs, exactNeighbours } from '../../../learning/propagation/syntheticFeatures.ts';

const data = blobs(60, 3, 5, 0.2);
const input = { ...exactNeighbours(data, 8), seed: 4 };

const distance = (positions: Float32Array, a: number, b: number): number =>
  Math.hypot(positions[2 * a]! - positions[2 * b]!, positions[2 * a + 1]! - positions[2 * b + 1]!);

describe('umapLayout', () => {
  it('puts images of a cloud near each other, the same for the same seed', () => {
    const rounds: number[] = [];
    const positions = umapLayout(input, (done) => rounds.push(done));
    let near = 0;
    for (let row = 0; row < 57; row++) {
      // Clouds take turns: three on is of the same cloud, one on is not.
      if (distance(positions, row, row + 3) < distance(positions, row, row + 1)) near++;
    }
    expect(near / 57).toBeGreaterThan(0.9);
    expect(rounds.at(-1)).toBe(rounds.length);
    expect(umapLayout(input, () => undefined)).toEqual(positions);
  });
});

describe('workerLayout', () => {
  it('gives from another thread what is computed here', async () => {
    const totals: number[] = [];
    const positions = await workerLayout.layOut(input, { onProgress: (_, total) => totals.push(total) });
    expect(positions).toEqual(umapLayout(input, () => undefined));
    expect(totals[0]).toBeGreaterThan(100);
  });

  it('stops when asked to', async () => {
    await expect(workerLayout.layOut(input, { signal: { aborted: true } })).rejects.toMatchObject({ code: 'STOPPED' });
  });

  it('tells when the thread fails', async () => {
    const broken = { ...input, nodeCount: 3, neighbourCount: 8 };
    await expect(workerLayout.layOut(broken)).rejects.toThrow(/Not enough data/);
  });
});
