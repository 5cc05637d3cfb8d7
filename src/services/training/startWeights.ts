import type { Tensor } from '../../engine/graph/tensor.ts';
import { partEntries, type NetworkParts } from '../../learning/step/networkParts.ts';
import { stateName } from '../../learning/step/stateBook.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import { decodeTensors, encodeTensors } from './checkpoint.ts';
import { earlierRun } from './earlierRun.ts';
import type { PreparedTraining } from './prepareTraining.ts';
import type { Run } from './run.ts';
import { averagedWeights, readState, type TrainingState } from './trainingState.ts';

const blobName = (runId: number): string => `run-${runId}-weights.onnx`;

/** Keeps what a run learnt, encoder and heads, for the next one to go on from. Throws DISK_FULL. */
export async function keepWeights(
  store: ProjectStore,
  runId: number,
  parts: NetworkParts,
  state: TrainingState,
): Promise<void> {
  const learnt = averagedWeights(await readState(state));
  const weights = [...initialWeights(parts).keys()].flatMap((name): [string, Tensor][] => {
    const tensor = learnt.get(name);
    return tensor ? [[name, tensor]] : [];
  });
  if (weights.length > 0) await store.writeBlob(blobName(runId), encodeTensors(new Map(weights), {}));
}

/** Deletes the weights of all runs but the newest: a training goes on from the newest or from none. */
export async function forgetOlderWeights(store: ProjectStore, newestId: number): Promise<void> {
  for (const { id } of store.runs()) if (id !== newestId) await store.deleteBlob(blobName(id));
}

/** What a run starts from: the weights of an earlier one, or none and in plain words why. */
export interface Start {
  readonly weights?: ReadonlyMap<string, Tensor>;
  readonly notes: readonly string[];
}

/**
 * What the newest finished training learnt, as the start of a run that asks for it. Rows of the class head follow their
 * classes; a class that it did not know gets a fresh one.
 */
export async function startOf(
  store: ProjectStore,
  { id, settings, sizePx, classIndices }: Run,
  { parts }: PreparedTraining,
): Promise<Start> {
  if (settings.startFrom !== 'last') return { notes: [] };
  const earlier = earlierRun(store, settings, sizePx);
  if ('problem' in earlier) return { notes: [earlier.problem] };
  const bytes = earlier.id === id ? undefined : await store.readBlob(blobName(earlier.id));
  const learnt = bytes && decodeTensors(bytes).tensors;
  const weights = learnt && matched(parts, learnt, earlier.classIndices, classIndices);
  if (!weights) return { notes: [LOST] };
  return { weights, notes: [wentOn(earlier.id)] };
}

const LOST =
  'What the last training learnt does not fit the network any more, so this one began anew from its starting point.';

const wentOn = (id: number): string =>
  `It went on from what training ${id} had learnt. The check on labels that were set aside began anew, so that it ` +
  'never saw them: it tells what such a training is worth, not these very weights.';

/** The weights before the first step of an untouched start, by name in the state. */
function initialWeights(parts: NetworkParts): Map<string, Tensor> {
  return new Map(
    partEntries(parts).flatMap(([part, { graph, parameters, runningStatistics }]) =>
      [...parameters, ...runningStatistics].map((name): [string, Tensor] => [
        stateName(part, name),
        graph.initializers.get(name)!,
      ]),
    ),
  );
}

/** The learnt weights that these parts can take over; undefined when the encoder or its projection is another one. */
function matched(
  parts: NetworkParts,
  learnt: ReadonlyMap<string, Tensor>,
  before: readonly number[],
  now: readonly number[],
): Map<string, Tensor> | undefined {
  const weights = new Map<string, Tensor>();
  for (const [name, fresh] of initialWeights(parts)) {
    const tensor = learnt.get(name);
    if (tensor && name.startsWith(stateName('classifier', ''))) weights.set(name, rowsOf(tensor, fresh, before, now));
    else if (tensor && `${tensor.shape}` === `${fresh.shape}`) weights.set(name, tensor);
    // A prediction head that the earlier training went without starts fresh.
    else if (!name.startsWith(stateName('prediction', ''))) return undefined;
  }
  return weights;
}

/** A tensor of the class head [..., C] with the values of each class that was there before, and fresh ones of others. */
function rowsOf(learnt: Tensor, fresh: Tensor, before: readonly number[], now: readonly number[]): Tensor {
  const data = Float32Array.from(fresh.data as Float32Array);
  const from = learnt.data as Float32Array;
  now.forEach((classIndex, column) => {
    const oldColumn = before.indexOf(classIndex);
    if (oldColumn < 0) return;
    for (let row = 0; row * now.length < data.length; row++) {
      data[row * now.length + column] = from[row * before.length + oldColumn]!;
    }
  });
  return { ...fresh, data };
}
