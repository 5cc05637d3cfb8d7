import { fromBinary } from '@bufbuild/protobuf';
import { EngineError } from '../errors.ts';
import type { Graph } from '../graph/graph.ts';
import { sortNodes } from '../graph/topologicalOrder.ts';
import { verifyGraph } from '../graph/verifier.ts';
import { decodeGraph } from './decodeGraph.ts';
import type { ReadExternal } from './externalData.ts';
import { ModelContext } from './modelContext.ts';
import { ModelProtoSchema, type ModelProto } from './schema/onnx_pb.js';

export interface DecodeOptions {
  /** Reads data that the model keeps in files beside it; without it such a model is refused. */
  readonly readExternal?: ReadExternal;
}

/**
 * The graph of an ONNX file of opset 13 or newer, in the canonical opset, with its nodes in order. Element types stay
 * as they are, and numeric data is shared with `bytes` where possible.
 * Throws MODEL_UNREADABLE when the bytes are no ONNX file, MODEL_INVALID when the graph is not sound (cycles, dangling
 * or duplicate names, data that does not fit its shape), MODEL_UNSUPPORTED for what cannot be expressed in the
 * canonical opset, EXTERNAL_DATA for data that is missing or outside the model's folder.
 */
export function decodeModel(bytes: Uint8Array, options: DecodeOptions = {}): Graph {
  const model = parse(bytes);
  const { graph } = model;
  if (!graph) throw new EngineError('MODEL_UNREADABLE', 'the file holds no ONNX graph');
  const context = new ModelContext(model, options.readExternal);
  const decoded = decodeGraph(graph, context, context.mainScope());
  const sorted: Graph = {
    ...decoded,
    nodes: sortNodes(decoded),
    metadata: Object.fromEntries(model.metadataProps.map(({ key, value }) => [key, value])),
  };
  verifyGraph(sorted);
  return sorted;
}

function parse(bytes: Uint8Array): ModelProto {
  try {
    return fromBinary(ModelProtoSchema, bytes);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError('MODEL_UNREADABLE', `the file is not ONNX, or it is cut short (${reason})`);
  }
}
