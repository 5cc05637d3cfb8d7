import { add, mul } from '../expressions.ts';
import { momentumStep, type MomentumSettings } from './momentum.ts';
import type { Optimizer } from './optimizer.ts';

export interface SgdSettings extends MomentumSettings {
  /** Added to the gradient as weightDecay * parameter, where the parameter decays. */
  readonly weightDecay: number;
}

/** Stochastic gradient descent with momentum, plain or Nesterov. */
export function sgd(settings: SgdSettings): Optimizer {
  return {
    name: 'sgd',
    slots: ({ shape }) => [{ name: 'velocity', shape }],
    update({ parameter, gradient, learningRate, state, slot }) {
      const decays = slot.decays && settings.weightDecay > 0;
      const decayed = decays ? add(gradient, mul(parameter, settings.weightDecay)) : gradient;
      return momentumStep({ parameter, gradient: decayed, learningRate, velocity: state[0]! }, settings);
    },
  };
}
