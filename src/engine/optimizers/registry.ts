import { adamw } from './adamw.ts';
import { lars } from './lars.ts';
import type { Optimizer } from './optimizer.ts';
import { sgd } from './sgd.ts';

export interface OptimizerSettings {
  readonly weightDecay: number;
  /** Of sgd and lars, in [0, 1). */
  readonly momentum: number;
}

const makers = {
  sgd: (settings: OptimizerSettings) => sgd({ ...settings, nesterov: false }),
  nesterov: (settings: OptimizerSettings) => sgd({ ...settings, nesterov: true }),
  lars: (settings: OptimizerSettings) => lars({ ...settings, nesterov: false, trust: 0.001 }),
  adamw: ({ weightDecay }: OptimizerSettings) => adamw({ beta1: 0.9, beta2: 0.999, epsilon: 1e-8, weightDecay }),
} as const satisfies Readonly<Record<string, (settings: OptimizerSettings) => Optimizer>>;

export type OptimizerName = keyof typeof makers;

/** Every optimizer, by name. */
export const optimizerNames = Object.keys(makers) as readonly OptimizerName[];

export function createOptimizer(name: OptimizerName, settings: OptimizerSettings): Optimizer {
  return makers[name](settings);
}
