import { EngineError } from '../errors.ts';
import { toNumbers, type Tensor } from './tensor.ts';
import type { GraphBuilder } from './builder.ts';
import { addBatchNormalization, type RunningAverage } from './batchNormalization.ts';
import { absorbPad } from './convolutionPads.ts';
import type { Graph, Node } from './graph.ts';
import type { Value } from './value.ts';

export interface InlineOptions {
  /** Normalise with the statistics of the batch and return the running averages after it (training). */
  readonly batchStatistics: boolean;
  /** Put before the names of the template's nodes. */
  readonly prefix?: string;
}

export interface InlinedGraph {
  /** In the order of the template's outputs. */
  readonly outputs: Value[];
  readonly runningAverages: RunningAverage[];
}

interface Inlining extends InlineOptions {
  readonly builder: GraphBuilder;
  readonly values: Map<string, Value>;
  readonly runningAverages: RunningAverage[];
}

/** The constants that a builder has from templates, so that a template that is inlined twice brings them once. */
const sharedConstants = new WeakMap<GraphBuilder, Map<Tensor, Value>>();

/**
 * Adds a template's nodes to a builder. `bindings` gives the values of the template's inputs, and of those
 * initializers that are parameters; every other initializer becomes a constant. Shapes are inferred anew from the
 * bound ones. Throws MODEL_INVALID when an input is not bound or a value is missing, SHAPE_MISMATCH or
 * UNKNOWN_OPERATOR naming the node.
 */
export function inlineGraph(
  builder: GraphBuilder,
  template: Graph,
  bindings: ReadonlyMap<string, Value>,
  options: InlineOptions,
): InlinedGraph {
  const unbound = template.inputs.find(({ name }) => !bindings.has(name));
  if (unbound) throw new EngineError('MODEL_INVALID', `input '${unbound.name}' of '${template.name}' is not bound`);
  const inlining: Inlining = { ...options, builder, values: new Map(bindings), runningAverages: [] };
  const outputs = inlineNodes(template, inlining);
  return { outputs, runningAverages: inlining.runningAverages };
}

function inlineNodes(graph: Graph, inlining: Inlining): Value[] {
  const { builder, values } = inlining;
  for (const [name, tensor] of graph.initializers) {
    if (!values.has(name)) values.set(name, sharedConstant(builder, name, tensor));
  }
  for (const node of graph.nodes) {
    inlineNode(node, inlining).forEach((value, index) => values.set(node.outputs[index]!, value));
  }
  return graph.outputs.map(({ name }) => find(values, name, `output of '${graph.name}'`));
}

function inlineNode(node: Node, inlining: Inlining): readonly Value[] {
  const { builder, values, prefix = '' } = inlining;
  const name = `${prefix}${node.name || node.opType}`;
  const inputs = node.inputs.map((input) => (input === '' ? undefined : find(values, input, `node '${name}'`)));
  if (node.opType === 'If' && node.domain === '') return inlineBranch(node, builder.constantOf(inputs[0]), inlining);
  if (node.opType === 'BatchNormalization' && node.domain === '') {
    const { outputs, runningAverages } = addBatchNormalization(builder, node, inputs, { ...inlining, name });
    inlining.runningAverages.push(...runningAverages);
    return outputs;
  }
  const isConvolution = node.opType === 'Conv' && node.domain === '';
  const parts = isConvolution ? absorbPad(builder, node, inputs) : { inputs, attributes: node.attributes };
  return builder.addNode(node.opType, parts.inputs, parts.attributes, {
    domain: node.domain,
    outputCount: node.outputs.length,
    name,
  });
}

/** An If whose condition is known by now, because exporters leave questions about shapes to run time. */
function inlineBranch(node: Node, condition: Tensor | undefined, inlining: Inlining): readonly Value[] {
  const branch = condition && node.attributes[toNumbers(condition)[0] ? 'then_branch' : 'else_branch'];
  if (branch?.kind === 'graph') return inlineNodes(branch.value, { ...inlining, values: new Map(inlining.values) });
  throw new EngineError(
    'MODEL_UNSUPPORTED',
    'the condition of an If is only known when the model runs',
    `node '${node.name}'`,
  );
}

function sharedConstant(builder: GraphBuilder, name: string, tensor: Tensor): Value {
  const constants = sharedConstants.get(builder) ?? new Map<Tensor, Value>();
  sharedConstants.set(builder, constants);
  const value = constants.get(tensor) ?? builder.constant(tensor, builder.freshName(name));
  constants.set(tensor, value);
  return value;
}

function find(values: ReadonlyMap<string, Value>, name: string, where: string): Value {
  const value = values.get(name);
  if (value) return value;
  throw new EngineError('MODEL_INVALID', `there is no value '${name}'`, where);
}
