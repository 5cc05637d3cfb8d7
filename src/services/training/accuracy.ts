import type { Accuracy } from './report.ts';

/**
 * Compares labels with the truth, both by path. Only images with a truth and without a human label count: `humanPaths`
 * are left out.
 */
export function accuracyOf(
  labels: ReadonlyMap<string, string>,
  truth: ReadonlyMap<string, string>,
  humanPaths: ReadonlySet<string>,
): Accuracy {
  const counts = new Map<string, { right: number; all: number }>();
  for (const [path, expected] of truth) {
    const label = labels.get(path);
    if (label === undefined || humanPaths.has(path)) continue;
    const count = counts.get(expected) ?? { right: 0, all: 0 };
    counts.set(expected, { right: count.right + (label === expected ? 1 : 0), all: count.all + 1 });
  }
  const all = [...counts.values()];
  const imageCount = all.reduce((sum, count) => sum + count.all, 0);
  return {
    overall: imageCount === 0 ? 0 : all.reduce((sum, count) => sum + count.right, 0) / imageCount,
    perClass: Object.fromEntries([...counts].map(([name, count]) => [name, count.right / count.all])),
    imageCount,
  };
}
