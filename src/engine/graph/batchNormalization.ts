import { EngineError } from '../errors.ts';
import { add, mul } from '../expressions.ts';
import { Attributes } from '../ops/attributes.ts';
import type { GraphBuilder, Operand } from './builder.ts';
import { HANDFUL_DOMAIN, type Node } from './graph.ts';
import type { Value } from './value.ts';

/** A running statistic of BatchNormalization after this step. */
export interface RunningAverage {
  /** The template's initializer that holds it. */
  readonly initializer: string;
  readonly updated: Value;
}

const DEFAULT_EPSILON = 1e-5;
const DEFAULT_MOMENTUM = 0.9;

/**
 * Adds a template's BatchNormalization. With `batchStatistics` it normalises x [N, C, ...] by the mean and variance
 * of the batch and gives the running averages as PyTorch computes them: momentum * old + (1 - momentum) * batch,
 * with the unbiased variance. Otherwise it uses the running statistics, also where the file was left in training mode.
 */
export function addBatchNormalization(
  builder: GraphBuilder,
  node: Node,
  inputs: readonly Operand[],
  { batchStatistics, name }: { readonly batchStatistics: boolean; readonly name: string },
): { outputs: readonly Value[]; runningAverages: RunningAverage[] } {
  const attributes = new Attributes(node.attributes, `node '${name}'`);
  const epsilon = attributes.float('epsilon', DEFAULT_EPSILON);
  if (!batchStatistics) {
    return { outputs: builder.ops('BatchNormalization', inputs, { epsilon }, { name }), runningAverages: [] };
  }
  const [x, scale, bias, runningMean, runningVariance] = inputs;
  const [y, mean, variance] = builder.ops(
    'BatchNormalizationTraining',
    [x, scale, bias],
    { epsilon },
    { domain: HANDFUL_DOMAIN, outputCount: 3, name },
  );
  const momentum = attributes.float('momentum', DEFAULT_MOMENTUM);
  const average = (old: Value, batch: Value) => add(mul(old, momentum), mul(batch, 1 - momentum));
  return {
    outputs: [y!],
    runningAverages: [
      { initializer: node.inputs[3]!, updated: average(runningMean!, mean!) },
      { initializer: node.inputs[4]!, updated: average(runningVariance!, mul(variance!, besselCorrection(x!, name))) },
    ],
  };
}

/** M / (M - 1) for M values per channel: what turns the variance of the batch into an unbiased estimate. */
function besselCorrection(x: Value, name: string): number {
  const count = x.staticShape.reduce((product, dim, axis) => (axis === 1 ? product : product * dim), 1);
  if (count > 1) return count / (count - 1);
  throw new EngineError('SHAPE_MISMATCH', 'batch statistics need more than one value per channel', `node '${name}'`);
}
