import type { GraphBuilder } from '../../engine/graph/builder.ts';
import { inlineGraph } from '../../engine/graph/inline.ts';
import type { Value } from '../../engine/graph/value.ts';
import type { EncodedViews } from '../methods/method.ts';
import type { NetworkParts, PartName } from './networkParts.ts';
import { stateName, type StateBook } from './stateBook.ts';

/**
 * One pass of views [N, ...] through every part, with the statistics of the batch in BatchNormalization.
 * Returns also the running averages after this pass, by state name.
 */
export function encodeViews(
  builder: GraphBuilder,
  parts: NetworkParts,
  book: StateBook,
  views: Value,
  prefix: string,
): { encoded: EncodedViews; runningAverages: Map<string, Value> } {
  const runningAverages = new Map<string, Value>();
  const pass = (partName: PartName, input: Value): Value => {
    const { graph } = parts[partName]!;
    const bindings = new Map([...book.bindings(partName), [graph.inputs[0]!.name, input]]);
    const inlined = inlineGraph(builder, graph, bindings, { batchStatistics: true, prefix: `${prefix}${partName}/` });
    for (const { initializer, updated } of inlined.runningAverages) {
      runningAverages.set(stateName(partName, initializer), updated);
    }
    return inlined.outputs[0]!;
  };
  const representations = pass('encoder', views);
  const embeddings = pass('projection', representations);
  const predictions = parts.prediction ? pass('prediction', embeddings) : embeddings;
  const logits = pass('classifier', representations);
  return { encoded: { representations, embeddings, predictions, logits }, runningAverages };
}
