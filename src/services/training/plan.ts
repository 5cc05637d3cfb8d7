import type { OptimizerName } from '../../engine/optimizers/registry.ts';
import type { MethodSettings } from '../../learning/methods/method.ts';

/** One stage of a training, with every number decided. Stored with the run, so that a resumed run does the same. */
export interface StagePlan {
  readonly name: string;
  /** Name of the method. */
  readonly method: string;
  readonly methodSettings: MethodSettings;
  readonly stepCount: number;
  /** Steps from the untouched encoder, where the stage takes fewer because the training goes on from an earlier one. */
  readonly stepCountAnew?: number;
  readonly supportPerClass: number;
  /** Unlabeled images per step. */
  readonly unlabeledCount: number;
  readonly localViewCount: number;
  readonly labelSmoothing: number;
  readonly peakRate: number;
  readonly finalRate: number;
  readonly warmupSteps: number;
  readonly momentum: number;
  readonly optimizer: OptimizerName;
  readonly weightDecay: number;
  readonly weightAverageDecay: number;
}
