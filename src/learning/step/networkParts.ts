import type { Graph } from '../../engine/graph/graph.ts';

/**
 * The parts of the network that a step trains, each a template graph of one input and one output:
 * `encoder` images [N, 3, S, S] -> representations [N, D]; `projection` [N, D] -> embeddings [N, E];
 * `prediction` (optional) [N, E] -> [N, E]; `classifier` [N, D] -> logits [N, C].
 */
export interface NetworkParts {
  readonly encoder: NetworkPart;
  readonly projection: NetworkPart;
  readonly prediction?: NetworkPart;
  readonly classifier: NetworkPart;
}

export interface NetworkPart {
  readonly graph: Graph;
  /** Names of the initializers to train; none where the part is kept as it is. */
  readonly parameters: readonly string[];
  /** Names of the BatchNormalization averages that follow the batches. */
  readonly runningStatistics: readonly string[];
}

export type PartName = keyof NetworkParts;

/** The parts that exist, in a fixed order. */
export function partEntries(parts: NetworkParts): [PartName, NetworkPart][] {
  const order: readonly PartName[] = ['encoder', 'projection', 'prediction', 'classifier'];
  return order.flatMap((name) => {
    const part = parts[name];
    return part ? [[name, part] as [PartName, NetworkPart]] : [];
  });
}
