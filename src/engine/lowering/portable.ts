import { EngineError } from '../errors.ts';
import { GraphBuilder } from '../graph/builder.ts';
import type { Graph, Node } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { Attributes } from '../ops/attributes.ts';
import { findOperator } from '../ops/registry.ts';
import { finish, type Steps } from '../steps.ts';

/** A few milliseconds' worth, once the program is warm. */
const NODES_AT_A_TIME = 500;

/**
 * Rewrites every operator that onnxruntime lacks (the training domain) or runs badly into plain ONNX, which any
 * device runs. A faster pass for one kind of device takes this one's place.
 */
export function lowerPortable(graph: Graph): Graph {
  return finish(loweringSteps(graph));
}

/** As `lowerPortable`, with a stop now and then, at which others can be given their turn. */
export function* loweringSteps(graph: Graph): Steps<Graph> {
  const builder = new GraphBuilder();
  const values = new Map<string, Value>();
  for (const { name, type, shape } of graph.inputs) values.set(name, builder.input(name, type, shape!));
  for (const [name, tensor] of graph.initializers) values.set(name, builder.constant(tensor, name));
  for (const [place, node] of graph.nodes.entries()) {
    if (place % NODES_AT_A_TIME === NODES_AT_A_TIME - 1) yield;
    lowerNode(builder, node, values).forEach((value, index) => values.set(node.outputs[index]!, value));
  }
  for (const { name } of graph.outputs) builder.output(name, values.get(name)!);
  return builder.build(graph.name, graph.metadata);
}

function lowerNode(builder: GraphBuilder, node: Node, values: ReadonlyMap<string, Value>): readonly Value[] {
  const inputs = node.inputs.map((name) => (name === '' ? undefined : values.get(name)!));
  const where = `node '${node.name}'`;
  const outputCount = node.outputs.length;
  const lowered = findOperator(node.opType, node.domain)?.lower?.({
    inputs,
    attributes: new Attributes(node.attributes, where),
    outputCount,
    input: (index) => inputs[index]!,
    fail(message) {
      throw new EngineError('SHAPE_MISMATCH', message, where);
    },
  });
  return lowered ?? builder.addNode(node.opType, inputs, node.attributes, { domain: node.domain, outputCount });
}
