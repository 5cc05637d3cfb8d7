import { add, mul, neg } from '../expressions.ts';
import type { Value } from '../graph/value.ts';

export interface MomentumSettings {
  /** In [0, 1). */
  readonly momentum: number;
  readonly nesterov: boolean;
}

/**
 * One step with momentum, the rate applied BEFORE the momentum as the PAWS authors do:
 *   d = -rate g;  m' = momentum m + d;  p' = p + m'   (Nesterov: p' = p + d + momentum m').
 * torch.optim.SGD multiplies by the rate last; both agree while the rate does not change, and here a falling rate
 * does not shrink the velocity that is already there.
 */
export function momentumStep(
  {
    parameter,
    gradient,
    learningRate,
    velocity,
  }: Readonly<Record<'parameter' | 'gradient' | 'learningRate' | 'velocity', Value>>,
  { momentum, nesterov }: MomentumSettings,
): { parameter: Value; state: Value[] } {
  const change = mul(gradient, neg(learningRate));
  const next = add(mul(velocity, momentum), change);
  const step = nesterov ? add(change, mul(next, momentum)) : next;
  return { parameter: add(parameter, step), state: [next] };
}
