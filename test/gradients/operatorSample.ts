import { gradients } from '../../src/engine/autodiff/gradients.ts';
import { add, mul, reduceSum } from '../../src/engine/expressions.ts';
import { GraphBuilder } from '../../src/engine/graph/builder.ts';
import type { Graph } from '../../src/engine/graph/graph.ts';
import type { Tensor } from '../../src/engine/graph/tensor.ts';
import type { Value } from '../../src/engine/graph/value.ts';
import { lowerPortable } from '../../src/engine/lowering/portable.ts';
import type { Operator, OperatorSample } from '../../src/engine/ops/operator.ts';
import { sampleTensor } from './sampleTensors.ts';

/** A sample as a graph: outputs `y0`, `y1`, ...; with a gradient rule also `d<input>` = dL/dinput for L = sum(y c). */
export interface SampleGraph {
  readonly graph: Graph;
  readonly outputs: readonly Value[];
  /** Everything the graph is fed, the cotangents `c0`, `c1`, ... among it. */
  readonly feeds: Readonly<Record<string, Tensor>>;
  /** Names of the inputs that are differentiated. */
  readonly differentiated: readonly string[];
  /** Inputs to which the rule gives no gradient. */
  readonly withoutGradient: readonly string[];
}

export function buildSample(operator: Operator, sample: OperatorSample): SampleGraph {
  const builder = new GraphBuilder();
  const feeds: Record<string, Tensor> = {};
  const feed = (name: string, tensor: Tensor) => {
    feeds[name] = tensor;
    return builder.input(name, tensor.type, tensor.shape);
  };
  const inputs = sample.inputs.map((input, index) => {
    if (!input) return undefined;
    const tensor = sampleTensor(input, `${operator.opType} ${sample.name} ${index}`);
    return input.constant ? builder.constant(tensor) : feed(`x${index}`, tensor);
  });
  const { domain = '' } = operator;
  const { attributes = {}, outputCount = 1 } = sample;
  const outputs = builder.ops(operator.opType, inputs, attributes, { domain, outputCount });
  outputs.forEach((output, index) => builder.output(`y${index}`, output));
  const wanted = inputs.filter((value) => value?.type === 'float32' && value.name in feeds) as Value[];
  const isTrained = typeof operator.gradient === 'function' && outputs.some(({ type }) => type === 'float32');
  const reachable = outputs.slice(0, sample.differentiableCount);
  const found = isTrained ? gradients(lossOf(reachable, feed, sample.name), wanted) : [];
  wanted.forEach(({ name }, index) => found[index] && builder.output(`d${name}`, found[index]));
  return {
    graph: lowerPortable(builder.build(`${operator.opType}, ${sample.name}`)),
    outputs,
    feeds,
    differentiated: wanted.filter((_, index) => found[index]).map(({ name }) => name),
    withoutGradient: wanted.filter((_, index) => isTrained && !found[index]).map(({ name }) => name),
  };
}

/** Those of the outputs that are floats, each weighted with a random cotangent, summed. */
function lossOf(outputs: readonly Value[], feed: (name: string, tensor: Tensor) => Value, seed: string): Value {
  const terms = outputs.flatMap((output, index) => {
    if (output.type !== 'float32') return [];
    const cotangent = feed(`c${index}`, sampleTensor({ shape: output.staticShape }, `cotangent ${seed} ${index}`));
    const weighted = mul(output, cotangent);
    return [output.rank === 0 ? weighted : reduceSum(weighted, [...output.shape.keys()], false)];
  });
  return terms.reduce((sum, term) => add(sum, term));
}
