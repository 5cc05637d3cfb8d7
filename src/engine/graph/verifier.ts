import { EngineError } from '../errors.ts';
import { HANDFUL_DOMAIN, type Graph, type Node } from './graph.ts';
import { elementCount } from './tensor.ts';

/** ONNX itself, its classic learners, onnxruntime's own operators, and those of training. */
const KNOWN_DOMAINS: ReadonlySet<string> = new Set([
  '',
  'ai.onnx.ml',
  'com.microsoft',
  'com.microsoft.nchwc',
  HANDFUL_DOMAIN,
]);

/**
 * Checks that a graph is sound: every name defined once and before it is used, every output produced, every constant
 * as long as its shape says, every operator of a known domain. Throws MODEL_INVALID naming the node or value.
 */
export function verifyGraph(graph: Graph): void {
  verifyScope(graph, new Set());
}

function verifyScope(graph: Graph, outer: ReadonlySet<string>): void {
  const defined = new Set(outer);
  const define = (name: string, where: string): void => {
    if (defined.has(name)) fail(`the name '${name}' is used twice`, where);
    defined.add(name);
  };
  for (const { name } of graph.inputs) define(name, `input '${name}'`);
  for (const [name, { shape, data }] of graph.initializers) {
    define(name, `constant '${name}'`);
    if (data.length !== elementCount(shape)) {
      fail(
        `has ${data.length} elements, its shape [${shape.join()}] asks for ${elementCount(shape)}`,
        `constant '${name}'`,
      );
    }
  }
  for (const node of graph.nodes) {
    verifyNode(node, defined);
    for (const name of node.outputs) if (name !== '') define(name, `node '${node.name}'`);
  }
  for (const { name } of graph.outputs) {
    if (!defined.has(name)) fail('no node produces it', `output '${name}'`);
  }
}

function verifyNode(node: Node, defined: ReadonlySet<string>): void {
  const where = `node '${node.name}'`;
  if (!KNOWN_DOMAINS.has(node.domain)) fail(`operator ${node.opType} is of the unknown domain '${node.domain}'`, where);
  const missing = node.inputs.find((name) => name !== '' && !defined.has(name));
  if (missing !== undefined) fail(`its input '${missing}' is not defined before it`, where);
  for (const attribute of Object.values(node.attributes)) {
    if (attribute.kind === 'graph') verifyScope(attribute.value, defined);
  }
}

function fail(message: string, where: string): never {
  throw new EngineError('MODEL_INVALID', message, where);
}
