import { log, maximum } from '../../engine/expressions.ts';
import type { Value } from '../../engine/graph/value.ts';

/** Far below any probability that matters, far above where float32 loses digits. */
const SMALLEST_PROBABILITY = 1e-30;

/** log p, finite where p has underflowed to 0, and without gradient there. */
export function safeLog(probabilities: Value): Value {
  return log(maximum(probabilities, SMALLEST_PROBABILITY));
}
