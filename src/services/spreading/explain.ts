import { LabelInfluence } from '../../learning/propagation/influence.ts';
import type { Explanation } from '../../shared/contract/images.ts';
import { soften } from './calibration.ts';
import type { LivePseudoLabels } from './livePseudoLabels.ts';

/**
 * Why an image has its pseudo-label. The score of a class is a sum with one part for each labelled image, so the parts
 * are told exactly: each is how strongly that label reaches the image over the neighbour graph, times the factor of its
 * class, and they are shares of the sum over all classes. The image's own label is left out. The probabilities are
 * those that the confidence comes from; of a labelled image they were found with a part of the labels, so that they may
 * differ a little from the sums of the shares.
 */
export function explain(live: LivePseudoLabels, influence: LabelInfluence, row: number, count: number): Explanation {
  if (!live.isSpreading) return { probabilities: [], because: [] };
  const { classFactors, labels, space } = live;
  const parts = influence.on(row);
  const weights = Array.from(labels)
    .filter(([labelled]) => labelled !== row)
    .map(([labelled, classIndex]) => ({
      index: space.imageIndices[labelled]!,
      classIndex,
      weight: Math.max(0, parts[labelled]! * classFactors[classIndex]!),
    }));
  const total = weights.reduce((sum, { weight }) => sum + weight, 0);
  const because = weights
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, count)
    .filter(({ weight }) => weight > 0)
    .map(({ index, classIndex, weight }) => ({ index, classIndex, weight: weight / total }));
  return { ...pseudoOf(live, row), because };
}

function pseudoOf(live: LivePseudoLabels, row: number): Pick<Explanation, 'pseudo' | 'probabilities'> {
  const { classCount, winners, temperature, labels } = live;
  const inUse = new Set(labels.values());
  const own = live.probabilities.slice(row * classCount, (row + 1) * classCount);
  const probabilities = Array.from(soften(own, temperature), (probability, classIndex) => ({ classIndex, probability }))
    .filter(({ classIndex }) => inUse.has(classIndex))
    .toSorted((a, b) => b.probability - a.probability);
  const classIndex = winners.classes[row]!;
  if (classIndex < 0) return { probabilities };
  return { pseudo: { classIndex, confidence: winners.confidence[row]! / 255 }, probabilities };
}
