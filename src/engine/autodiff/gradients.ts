import { EngineError } from '../errors.ts';
import { add } from '../expressions.ts';
import type { GraphBuilder } from '../graph/builder.ts';
import type { Node } from '../graph/graph.ts';
import type { Value } from '../graph/value.ts';
import { Attributes } from '../ops/attributes.ts';
import type { GradientContext } from '../ops/operator.ts';
import { findOperator } from '../ops/registry.ts';
import { sumToShape } from './sumToShape.ts';

/**
 * Reverse-mode differentiation: adds to the graph the gradients of `loss` (shape []) by each value of `parameters`,
 * in their order and with their shapes. A parameter that the loss does not reach has no gradient (undefined).
 * `seed` (shape of the loss, 1 by default) is the gradient to start from.
 *
 * Broadcasting, accumulation and stop-gradient are handled here and nowhere else; every operator's own rule stands
 * beside it in `ops/`. Throws MISSING_GRADIENT naming the node and its operator where a rule is absent.
 */
export function gradients(loss: Value, parameters: readonly Value[], seed?: Value): (Value | undefined)[] {
  const { builder } = loss;
  const forward = builder.nodes.slice();
  const active = reachableFrom(forward, parameters, builder);
  const gradientOf = new Map<string, Value>([[loss.name, seed ?? builder.scalar(1)]]);
  for (const node of forward.toReversed()) {
    if (!node.inputs.some((name) => active.has(name))) continue;
    if (!node.outputs.some((name) => gradientOf.has(name) && active.has(name))) continue;
    propagate(builder, node, active, gradientOf);
  }
  return parameters.map((parameter) => gradientOf.get(parameter.name));
}

/** Names of the values that depend on a parameter through nodes that let gradients pass. */
function reachableFrom(nodes: readonly Node[], parameters: readonly Value[], builder: GraphBuilder): Set<string> {
  const active = new Set(parameters.map((parameter) => parameter.name));
  for (const node of nodes) {
    if (!node.inputs.some((name) => active.has(name))) continue;
    if (findOperator(node.opType, node.domain)?.gradient === 'zero') continue;
    for (const name of node.outputs) if (!builder.isStopped(name)) active.add(name);
  }
  return active;
}

function propagate(
  builder: GraphBuilder,
  node: Node,
  active: ReadonlySet<string>,
  gradientOf: Map<string, Value>,
): void {
  const rule = findOperator(node.opType, node.domain)?.gradient;
  const where = `node '${node.name}'`;
  if (typeof rule !== 'function') {
    throw new EngineError(
      'MISSING_GRADIENT',
      `operator ${node.opType} has no gradient, so nothing before it can be trained`,
      where,
    );
  }
  const inputGradients = rule(gradientContext(builder, node, active, gradientOf));
  node.inputs.forEach((name, index) => {
    const gradient = inputGradients[index];
    if (gradient === undefined || !active.has(name)) return;
    const summed = sumToShape(gradient, builder.value(name).staticShape);
    const sofar = gradientOf.get(name);
    gradientOf.set(name, sofar ? add(sofar, summed) : summed);
  });
}

function gradientContext(
  builder: GraphBuilder,
  node: Node,
  active: ReadonlySet<string>,
  gradientOf: ReadonlyMap<string, Value>,
): GradientContext {
  const where = `node '${node.name}' (${node.opType})`;
  const fail = (message: string): never => {
    throw new EngineError('MISSING_GRADIENT', message, where);
  };
  const inputs = node.inputs.map((name) => (name === '' ? undefined : builder.value(name)));
  const dys = node.outputs.map((name) => gradientOf.get(name));
  return {
    inputs,
    outputs: node.outputs.map((name) => builder.value(name)),
    attributes: new Attributes(node.attributes, where),
    get dy() {
      return dys[0] ?? fail('the loss uses only a secondary output, through which there is no gradient');
    },
    dys,
    input: (index) => inputs[index] ?? fail(`input ${index} is missing`),
    constant: (index) => builder.constantOf(inputs[index]),
    outputsUpTo: (count) => builder.outputsUpTo(node, count),
    needs: (index) => active.has(node.inputs[index] ?? ''),
    fail,
  };
}
