import { EngineError } from '../../errors.ts';
import type { Node } from '../../graph/graph.ts';
import { float32Tensor, int64Tensor } from '../../graph/tensor.ts';
import { expand, floatOf, type AddOp, type Conversion, type ConversionContext } from './conversion.ts';

const DEFAULT_EPSILON = 1e-5;

/** Before opset 21 scale and bias belong to groups: InstanceNormalization over [N, groups, rest] (arXiv 1803.08494). */
const perGroup: Conversion = {
  opTypes: ['GroupNormalization'],
  before: 21,
  convert: (node, context) =>
    expand(node, context, (op) => {
      const [x, scale, bias] = node.inputs as [string, string, string];
      return op('Reshape', [normalizeGroups(node, context, op, scale, bias), op('Shape', [x])]);
    }),
};

/** From opset 21 on they belong to channels: the normalised groups are scaled and shifted as [N, channels, rest]. */
const perChannel: Conversion = {
  opTypes: ['GroupNormalization'],
  since: 21,
  convert: (node, context) =>
    expand(node, context, (op) => {
      const [x, scale, bias] = node.inputs as [string, string, string];
      const groups = groupCount(node);
      const ones = context.addConstant('ones', float32Tensor(new Float32Array(groups).fill(1), [groups]));
      const zeros = context.addConstant('zeros', float32Tensor(new Float32Array(groups), [groups]));
      const normalized = normalizeGroups(node, context, op, ones, zeros);
      const [sameBatch, rest] = [0, -1].map((size) => context.addConstant('size', int64Tensor([size])));
      const channelCount = op('Shape', [scale]);
      const layout = op('Concat', [sameBatch!, channelCount, rest!], { axis: { kind: 'int', value: 0 } });
      const column = context.addConstant('axes', int64Tensor([1]));
      const scaled = op('Mul', [op('Reshape', [normalized, layout]), op('Unsqueeze', [scale, column])]);
      return op('Reshape', [op('Add', [scaled, op('Unsqueeze', [bias, column])]), op('Shape', [x])]);
    }),
};

/** x [N, C, ...] as [N, groups, rest], each group with mean 0 and variance 1, then scaled and shifted by group. */
function normalizeGroups(node: Node, context: ConversionContext, op: AddOp, scale: string, bias: string): string {
  const layout = context.addConstant('groups', int64Tensor([0, groupCount(node), -1]));
  const epsilon = floatOf(node, 'epsilon', DEFAULT_EPSILON);
  return op('InstanceNormalization', [op('Reshape', [node.inputs[0]!, layout]), scale, bias], {
    epsilon: { kind: 'float', value: epsilon },
  });
}

function groupCount({ name, attributes }: Node): number {
  const groups = attributes['num_groups'];
  if (groups?.kind === 'int' && groups.value > 0) return groups.value;
  throw new EngineError('MODEL_INVALID', 'GroupNormalization does not say how many groups', `node '${name}'`);
}

export const groupNormalization: readonly Conversion[] = [perGroup, perChannel];
