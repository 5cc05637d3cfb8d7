import type { Graph, Node } from './graph.ts';
import type { Tensor } from './tensor.ts';

/** Inputs of an operator that hold weights, where they are constants. */
const WEIGHT_INPUTS: Readonly<Record<string, readonly number[]>> = {
  Conv: [1, 2],
  ConvTranspose: [1, 2],
  Gemm: [0, 1, 2],
  MatMul: [0, 1],
  Einsum: [0, 1],
  PRelu: [1],
  BatchNormalization: [1, 2],
  InstanceNormalization: [1, 2],
  LayerNormalization: [1, 2],
  GroupNormalization: [1, 2],
};

/** Operators that rearrange a weight on its way to where it is used: a table is looked up, a matrix transposed. */
const REARRANGING = new Set([
  'Expand',
  'Flatten',
  'Gather',
  'Identity',
  'Reshape',
  'Resize',
  'Slice',
  'Split',
  'Squeeze',
  'Transpose',
  'Unsqueeze',
]);
/** Divisors of a norm written out in simple operators: an image is never normalised by its own in preprocessing. */
const STATISTICS = new Set(['Sqrt', 'ReduceL2']);
/** Operators that add or scale by a weight, once there is something learned to add to. */
const ARITHMETIC = new Set(['Add', 'Mul']);
/** Values at or below this, and zeros, make an attention mask: those positions get no weight in the softmax. */
const MASKED = -100;

/**
 * Names of the initializers that are weights, in their order: float32 operands of convolutions, products and norms;
 * and those of sums, products and concatenations (biases, scales, class tokens, position embeddings) that have more
 * than one element and come after the first weighted operator or written-out norm. What normalises the images before
 * it, settings of operators, attention masks and running statistics are not weights.
 */
export function trainableParameters(template: Graph): string[] {
  const sourcesOf = new Map<string, ReadonlySet<string>>();
  for (const [name, tensor] of template.initializers) {
    if (tensor.type === 'float32') sourcesOf.set(name, new Set([name]));
  }
  const learned = new Set<string>();
  const weights = new Set<string>();
  for (const node of template.nodes) {
    const sources = rearrangedSources(node, sourcesOf);
    if (sources) {
      for (const output of node.outputs) sourcesOf.set(output, sources);
      continue;
    }
    const found = weightSources(node, template, sourcesOf, learned);
    for (const name of found) weights.add(name);
    const isLearned =
      found.length > 0 || STATISTICS.has(node.opType) || node.inputs.some((input) => learned.has(input));
    if (isLearned) for (const output of node.outputs) learned.add(output);
  }
  for (const name of runningStatistics(template)) weights.delete(name);
  return [...template.initializers.keys()].filter((name) => weights.has(name));
}

/** Names of the initializers that hold the running means and variances of BatchNormalization, in node order. */
export function runningStatistics(template: Graph): string[] {
  const names = template.nodes
    .filter(({ opType, domain }) => opType === 'BatchNormalization' && domain === '')
    .flatMap(({ inputs }) => inputs.slice(3, 5));
  return [...new Set(names)].filter((name) => template.initializers.has(name));
}

/** The initializers behind the output of a node that only moves or joins constants; undefined for any other node. */
function rearrangedSources(
  node: Node,
  sourcesOf: ReadonlyMap<string, ReadonlySet<string>>,
): ReadonlySet<string> | undefined {
  if (REARRANGING.has(node.opType)) return sourcesOf.get(node.inputs[0]!);
  if (!ARITHMETIC.has(node.opType) && node.opType !== 'Concat') return undefined;
  const parts = node.inputs.map((input) => sourcesOf.get(input));
  return parts.every((part) => part !== undefined) ? union(parts) : undefined;
}

function union(sets: readonly ReadonlySet<string>[]): ReadonlySet<string> {
  const all = new Set<string>();
  for (const set of sets) for (const name of set) all.add(name);
  return all;
}

function weightSources(
  node: Node,
  { initializers }: Graph,
  sourcesOf: ReadonlyMap<string, ReadonlySet<string>>,
  learned: ReadonlySet<string>,
): string[] {
  const behind = (input: string | undefined): string[] => [...(sourcesOf.get(input ?? '') ?? [])];
  const positions = WEIGHT_INPUTS[node.opType];
  if (positions) {
    const found = positions.flatMap((position) => behind(node.inputs[position]));
    return node.opType === 'InstanceNormalization' && found.every((name) => isNeutral(initializers.get(name)!))
      ? []
      : found;
  }
  const joins = ARITHMETIC.has(node.opType) || node.opType === 'Concat';
  if (!joins || !node.inputs.some((input) => learned.has(input))) return [];
  return node.inputs.flatMap(behind).filter((name) => isWeightOperand(initializers.get(name)!));
}

/** Exporters write group norm as InstanceNormalization by ones and zeros, followed by the true scale and bias. */
function isNeutral({ data }: Tensor): boolean {
  const numbers = data as Float32Array;
  return numbers.every((value) => value === 1) || numbers.every((value) => value === 0);
}

function isWeightOperand({ data }: Tensor): boolean {
  const numbers = data as Float32Array;
  const isMask = numbers.every((value) => value === 0 || value <= MASKED) && numbers.some((value) => value <= MASKED);
  return numbers.length > 1 && !isMask;
}
