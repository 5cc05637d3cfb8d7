import { GraphBuilder } from '../../engine/graph/builder.ts';
import type { Graph } from '../../engine/graph/graph.ts';
import { runningStatistics, trainableParameters } from '../../engine/graph/parameters.ts';
import { classHead } from '../heads/classHead.ts';
import { predictionHead } from '../heads/predictionHead.ts';
import { projectionHead } from '../heads/projectionHead.ts';
import type { NetworkPart, NetworkParts } from './networkParts.ts';

export interface PartSettings {
  /** The encoder to train; undefined where cached representations [N, D] are trained on. */
  readonly encoder: NetworkPart | undefined;
  readonly representationDim: number;
  readonly classCount: number;
  readonly predictionHead: boolean;
  readonly seed: number;
}

/** E of the embeddings, and the width of the projection head: enough for any encoder, little to compute. */
export const EMBEDDING_DIM = 128;

/** The encoder with fresh heads. */
export function buildParts(settings: PartSettings): NetworkParts {
  const { encoder, representationDim, classCount, seed } = settings;
  const projection = projectionHead({
    inputSize: representationDim,
    outputSize: EMBEDDING_DIM,
    hiddenSize: EMBEDDING_DIM,
    seed,
  });
  return {
    encoder: encoder ?? untrained(passThrough(representationDim)),
    projection: trained(projection),
    ...(settings.predictionHead ? { prediction: trained(predictionHead({ size: EMBEDDING_DIM, seed })) } : {}),
    classifier: trained(classHead({ inputSize: representationDim, classCount, seed })),
  };
}

function trained(graph: Graph): NetworkPart {
  return { graph, parameters: trainableParameters(graph), runningStatistics: runningStatistics(graph) };
}

function untrained(graph: Graph): NetworkPart {
  return { graph, parameters: [], runningStatistics: [] };
}

/** Stands for the encoder when its representations come from a cache. */
function passThrough(representationDim: number): Graph {
  const builder = new GraphBuilder();
  builder.output('out', builder.input('representations', 'float32', ['N', representationDim]));
  return builder.build('cached representations');
}
