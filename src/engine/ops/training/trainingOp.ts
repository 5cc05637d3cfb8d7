import type { Operand } from '../../graph/builder.ts';
import { HANDFUL_DOMAIN } from '../../graph/graph.ts';
import type { Value } from '../../graph/value.ts';
import type { AttributeInit } from '../attributes.ts';

/** Adds an operator of the training domain, such as the gradient of a convolution, which a lowering rewrites later. */
export function trainingOps(
  opType: string,
  inputs: readonly Operand[],
  attributes: Readonly<Record<string, AttributeInit>> = {},
  outputCount = 1,
): Value[] {
  const { builder } = inputs.find((input) => input !== undefined)!;
  return builder.ops(opType, inputs, attributes, { domain: HANDFUL_DOMAIN, outputCount });
}

export function trainingOp(
  opType: string,
  inputs: readonly Operand[],
  attributes: Readonly<Record<string, AttributeInit>> = {},
): Value {
  return trainingOps(opType, inputs, attributes)[0]!;
}
