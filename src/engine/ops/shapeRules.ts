import type { ValueType } from '../graph/graph.ts';
import { toNumbers } from '../graph/tensor.ts';
import { broadcastShapes } from './broadcast.ts';
import type { Operator, ShapeContext } from './operator.ts';

/** The output has the type and shape of the first input. */
export const likeFirstInput: Operator['infer'] = (context) => [
  { type: context.input(0).type, shape: context.input(0).shape },
];

/** The inputs have one type and broadcast to the shape of the output. */
export const broadcastInputs: Operator['infer'] = (context) => [broadcastType(context)];

/** As `broadcastInputs`, with true and false as the result. */
export const compareInputs: Operator['infer'] = (context) => [{ type: 'bool', shape: broadcastType(context).shape }];

function broadcastType(context: ShapeContext): ValueType {
  const values = context.inputs.map((_, index) => context.input(index));
  const { type } = context.input(0);
  const other = values.find((value) => value.type !== type);
  if (other) context.fail(`the element types ${type} and ${other.type} differ`);
  return { type, shape: broadcastShapes(context, ...values.map((value) => value.shape)) };
}

/** An axis counted from the front. Throws SHAPE_MISMATCH when the rank has no such axis. */
export function normalizeAxis(context: Pick<ShapeContext, 'fail'>, axis: number, rank: number): number {
  if (axis < -rank || axis >= rank) context.fail(`axis ${axis} is outside a tensor of ${rank} axes`);
  return axis < 0 ? axis + rank : axis;
}

/** The numbers of an input that must be known while the graph is built; undefined when the input was omitted. */
export function constantInts(
  context: Pick<ShapeContext, 'inputs' | 'constant' | 'fail'>,
  index: number,
  meaning: string,
): number[] | undefined {
  if (context.inputs[index] === undefined) return undefined;
  const tensor = context.constant(index);
  return toNumbers(tensor ?? context.fail(`${meaning} (input ${index}) must be known while the graph is built`));
}
