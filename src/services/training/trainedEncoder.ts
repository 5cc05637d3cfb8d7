import type { Graph } from '../../engine/graph/graph.ts';
import { composeGraphs } from '../../engine/graph/composeGraphs.ts';
import { joinGraphs } from '../../engine/graph/joinGraphs.ts';
import type { Tensor } from '../../engine/graph/tensor.ts';
import type { TrainedEncoder } from '../../learning/inference/representations.ts';
import { EMBEDDING_DIM } from '../../learning/step/buildParts.ts';
import type { NetworkPart, PartName } from '../../learning/step/networkParts.ts';
import { stateName } from '../../learning/step/stateBook.ts';
import type { PreparedTraining } from './prepareTraining.ts';
import { averagedWeights, readState, type TrainingState } from './trainingState.ts';

/** Tells the names of the encoder after training from those of the encoder as it came. */
const TRAINED_PREFIX = 'trained/';
/** Tells the names of the heads from those of the encoder, and of the projection head from what it stands beside. */
const HEADS_PREFIX = 'heads/';
const PROJECTION_PREFIX = 'projection/';

/**
 * What a training made of the encoder, with the running averages of the weights where there are any. The
 * representations after training stand beside those of before: together they are right more often than either, since
 * a few labels also make the encoder forget. When only the heads were trained, the embeddings that the projection head
 * makes of the representations stand beside them.
 */
export async function trainedEncoder(prepared: PreparedTraining, state: TrainingState): Promise<TrainedEncoder> {
  const { encoder, parts, settings } = prepared;
  if (settings.trainEncoder) {
    return {
      graph: joinGraphs(encoder.graph, encoder.graph, TRAINED_PREFIX),
      weights: trainedWeights(parts.encoder, 'encoder', averagedWeights(await readState(state)), TRAINED_PREFIX),
      representationDim: 2 * encoder.representationDim,
    };
  }
  return {
    graph: composeGraphs(encoder.graph, await trainedHeads(prepared, state), HEADS_PREFIX),
    weights: new Map(),
    representationDim: encoder.representationDim + EMBEDDING_DIM,
  };
}

/** The encoder after a training, without what it was before. */
export async function encoderAlone(prepared: PreparedTraining, state: TrainingState): Promise<TrainedEncoder> {
  const weights = averagedWeights(await readState(state));
  return { ...frozenEncoder(prepared), weights: trainedWeights(prepared.parts.encoder, 'encoder', weights, '') };
}

/** Heads alone after a training: representations [N, D] -> beside them what the projection head makes of them [N, D + E]. */
export async function trainedHeads({ parts }: PreparedTraining, state: TrainingState): Promise<Graph> {
  const weights = averagedWeights(await readState(state));
  const graph = joinGraphs(parts.encoder.graph, parts.projection.graph, PROJECTION_PREFIX);
  const learnt = trainedWeights(parts.projection, 'projection', weights, PROJECTION_PREFIX);
  return { ...graph, initializers: new Map([...graph.initializers, ...learnt]) };
}

/** The encoder as it came. */
export function frozenEncoder({ encoder }: Pick<PreparedTraining, 'encoder'>): TrainedEncoder {
  return { graph: encoder.graph, weights: new Map(), representationDim: encoder.representationDim };
}

function trainedWeights(
  part: NetworkPart,
  name: PartName,
  trained: ReadonlyMap<string, Tensor>,
  prefix: string,
): Map<string, Tensor> {
  const weights = new Map<string, Tensor>();
  for (const initializer of [...part.parameters, ...part.runningStatistics]) {
    const tensor = trained.get(stateName(name, initializer));
    if (tensor) weights.set(prefix + initializer, tensor);
  }
  return weights;
}
