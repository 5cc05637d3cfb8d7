import { add, concat, mul } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';

/** Targets that labels spread over the neighbour graph give. */
export interface SpreadLabels {
  /** [B, C], one row for each image, summing to how much it counts (see confidentTargets.ts). */
  readonly labels: Value;
  /** In [0, 1). */
  readonly share: number;
}

/** (1 - share) targets + share labels. `targets` [V B, C] holds a view of every image, then the next of every image. */
export function mixSpreadLabels(targets: Value, { labels, share }: SpreadLabels): Value {
  const viewCount = targets.dim(0) / labels.dim(0);
  const ofViews = concat(
    Array.from({ length: viewCount }, () => labels),
    0,
  );
  return add(mul(targets, 1 - share), mul(ofViews, share));
}
