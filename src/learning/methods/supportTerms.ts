import { add, mul } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { softmaxCrossEntropy } from '../losses/crossEntropy.ts';
import { leaveOneOutNeighbours } from '../losses/leaveOneOutNeighbours.ts';
import type { MethodContext } from './method.ts';

/** The losses that labels alone give; those of weight 0 are not computed. */
export function supportTerms({ support, supportLabels, settings }: MethodContext): Record<string, Value> {
  const terms: Record<string, Value> = {};
  if (settings.supervisedWeight > 0) terms['supervised'] = softmaxCrossEntropy(support.logits, supportLabels);
  if (settings.neighbourWeight > 0) {
    const supports = { embeddings: support.embeddings, labels: supportLabels };
    terms['neighbours'] = leaveOneOutNeighbours(supports, settings.temperature);
  }
  return terms;
}

/** sum_i weight_i term_i. A weight of 1 costs no node. */
export function weightedSum(terms: readonly (readonly [Value | undefined, number])[]): Value | undefined {
  return terms
    .flatMap(([term, weight]) => (term && weight > 0 ? [weight === 1 ? term : mul(term, weight)] : []))
    .reduce<Value | undefined>((sum, term) => (sum ? add(sum, term) : term), undefined);
}
