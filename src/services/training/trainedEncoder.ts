import type { Tensor } from '../../engine/graph/tensor.ts';
import type { TrainedEncoder } from '../../learning/inference/representations.ts';
import { stateName } from '../../learning/step/stateBook.ts';
import type { PreparedTraining } from './prepareTraining.ts';
import { averagedWeights, readState, type TrainingState } from './trainingState.ts';

/** The encoder with the weights of a training: the running averages where there are any. */
export async function trainedEncoder({ encoder }: PreparedTraining, state: TrainingState): Promise<TrainedEncoder> {
  const averaged = averagedWeights(await readState(state));
  const weights = new Map<string, Tensor>();
  for (const initializer of [...encoder.parameters, ...encoder.runningStatistics]) {
    const trained = averaged.get(stateName('encoder', initializer));
    if (trained) weights.set(initializer, trained);
  }
  return { graph: encoder.graph, weights, representationDim: encoder.representationDim };
}

/** The encoder as it came. */
export function frozenEncoder({ encoder }: PreparedTraining): TrainedEncoder {
  return { graph: encoder.graph, weights: new Map(), representationDim: encoder.representationDim };
}
