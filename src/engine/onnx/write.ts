import { create, toBinary } from '@bufbuild/protobuf';
import { EngineError } from '../errors.ts';
import { CANONICAL_OPSET, HANDFUL_DOMAIN, type Graph, type Node } from '../graph/graph.ts';
import { encodeGraph } from './encodeGraph.ts';
import { ModelProtoSchema } from './schema/onnx_pb.js';

/** The file format that belongs to opset 20 and 21, which every onnxruntime since 1.18 reads. */
const IR_VERSION = 10n;
const DOMAIN_VERSIONS: Readonly<Record<string, number>> = { '': CANONICAL_OPSET, 'ai.onnx.ml': 3 };

/**
 * A graph as the bytes of an ONNX file in the canonical opset, weights inside. Throws MODEL_UNSUPPORTED, naming the
 * node, when an operator of the training domain is left, which a lowering pass has to rewrite first.
 */
export function encodeModel(graph: Graph): Uint8Array {
  const domains = new Set(['']);
  collectDomains(graph.nodes, domains);
  const model = create(ModelProtoSchema, {
    irVersion: IR_VERSION,
    producerName: 'handful',
    opsetImport: Array.from(domains, (domain) => ({ domain, version: BigInt(DOMAIN_VERSIONS[domain] ?? 1) })),
    graph: encodeGraph(graph),
    metadataProps: Object.entries(graph.metadata).map(([key, value]) => ({ key, value })),
  });
  return toBinary(ModelProtoSchema, model);
}

function collectDomains(nodes: readonly Node[], domains: Set<string>): void {
  for (const { opType, domain, name, attributes } of nodes) {
    if (domain === HANDFUL_DOMAIN) {
      throw new EngineError('MODEL_UNSUPPORTED', `${opType} must be lowered before it is written`, `node '${name}'`);
    }
    domains.add(domain);
    for (const attribute of Object.values(attributes)) {
      if (attribute.kind === 'graph') collectDomains(attribute.value.nodes, domains);
    }
  }
}
