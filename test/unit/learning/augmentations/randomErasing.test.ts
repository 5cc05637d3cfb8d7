import { expect, it } from 'vitest';
import { randomErasing } from '../../../../src/learning/augmentations/randomErasing.ts';
import { randomGenerator } from '../../../../src/learning/random/randomGenerator.ts';
import { copyOf, randomView } from './views.ts';

it('covers one rectangle of the asked area with one color and leaves the rest', () => {
  const size = 20;
  const plane = size * size;
  for (let key = 0; key < 50; key++) {
    const view = randomView(size, 3, key);
    const before = copyOf(view);
    randomErasing({ scale: [0.05, 0.25], ratio: [0.5, 2] })(view, randomGenerator(key));
    const changed = Array.from({ length: plane }, (_, i) => i).filter(
      (i) => view.data[view.offset + i] !== before.data[before.offset + i],
    );
    const rows = changed.map((i) => Math.floor(i / size));
    const columns = changed.map((i) => i % size);
    const height = Math.max(...rows) - Math.min(...rows) + 1;
    const width = Math.max(...columns) - Math.min(...columns) + 1;
    expect(changed).toHaveLength(width * height);
    // rounding of both sides, each at least 3 px, moves the area by less than a third
    expect(changed.length / plane).toBeGreaterThan(0.05 * 0.66);
    expect(changed.length / plane).toBeLessThan(0.25 * 1.34);
    for (let channel = 0; channel < 3; channel++) {
      const colors = new Set(changed.map((i) => view.data[view.offset + channel * plane + i]));
      expect(colors.size).toBe(1);
    }
  }
});
