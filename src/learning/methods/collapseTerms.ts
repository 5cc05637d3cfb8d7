import { stopGradient } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';
import { cosineVariance, meanPredictionEntropy } from '../losses/collapse.ts';

/** What to watch for collapse: both near 0 mean that the network says the same of every image. */
export function collapseTerms(predictions: Value, embeddings: Value): Record<string, Value> {
  return {
    'prediction-entropy': meanPredictionEntropy(stopGradient(predictions)),
    'embedding-variance': cosineVariance(stopGradient(embeddings)),
  };
}
