import type { Tensor } from '../../engine/graph/tensor.ts';
import { AVERAGE_PREFIX, type StateTensor } from '../../learning/step/stateBook.ts';
import type { DeviceTensor } from '../ports/runtime.ts';

/** The state of a training by name; between steps the values stay where the session computes. */
export type TrainingState = Map<string, Tensor | DeviceTensor>;

/**
 * The state a stage starts with: weights and statistics go on from the stage before, a running average that does not
 * exist yet starts as its weight, the optimiser starts anew.
 */
export function startingState(tensors: readonly StateTensor[], before: TrainingState): TrainingState {
  const state: TrainingState = new Map(before);
  for (const { name, kind, initial } of tensors) {
    if (kind === 'slot') state.set(name, initial);
    else if (kind === 'average') state.set(name, before.get(name) ?? before.get(withoutPrefix(name)) ?? initial);
    else state.set(name, before.get(name) ?? initial);
  }
  return state;
}

/** Copies the whole state to this process. */
export async function readState(state: TrainingState): Promise<Map<string, Tensor>> {
  const entries = [...state].map(async ([name, value]): Promise<[string, Tensor]> => [
    name,
    'read' in value ? await value.read() : value,
  ]);
  return new Map(await Promise.all(entries));
}

/** The weights to classify with: the running averages where there are any. */
export function averagedWeights(state: ReadonlyMap<string, Tensor>): Map<string, Tensor> {
  const weights = new Map<string, Tensor>();
  for (const [name, tensor] of state) {
    if (name.startsWith(AVERAGE_PREFIX)) weights.set(withoutPrefix(name), tensor);
    else if (!weights.has(name)) weights.set(name, tensor);
  }
  return weights;
}

const withoutPrefix = (name: string): string => name.slice(AVERAGE_PREFIX.length);
