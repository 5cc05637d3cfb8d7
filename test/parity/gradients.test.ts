import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { gradients } from '../../src/engine/autodiff/gradients.ts';
import { mul, reduceSum } from '../../src/engine/expressions.ts';
import { GraphBuilder } from '../../src/engine/graph/builder.ts';
import type { Graph } from '../../src/engine/graph/graph.ts';
import { inlineGraph } from '../../src/engine/graph/inline.ts';
import { runningStatistics, trainableParameters } from '../../src/engine/graph/parameters.ts';
import { float32Tensor, toNumbers, type Tensor } from '../../src/engine/graph/tensor.ts';
import type { Value } from '../../src/engine/graph/value.ts';
import { lowerPortable } from '../../src/engine/lowering/portable.ts';
import { decodeModel } from '../../src/engine/onnx/read.ts';
import { encodeModel } from '../../src/engine/onnx/write.ts';
import { createRuntime } from '../../src/platform/onnxruntime/runtime.ts';

/**
 * Networks from PyTorch with the gradients that it computes in float64. The step is run in float32, so that numbers
 * agree to |a - b| <= 1e-5 + 1e-4 |b|.
 */
const RELATIVE_TOLERANCE = 1e-4;
const ABSOLUTE_TOLERANCE = 1e-5;

interface Numbers {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

interface Case {
  readonly input: Numbers;
  readonly output: Numbers;
  readonly cotangent: Numbers;
  readonly gradInput: Numbers;
  readonly grads: Readonly<Record<string, Numbers>>;
  readonly runningStats: Readonly<Record<string, Numbers>>;
}

const root = process.env['HANDFUL_REFERENCE'] ?? path.join(import.meta.dirname, '../reference');
const folder = path.join(root, 'gradients');
const names = existsSync(folder) ? readdirSync(folder).toSorted() : [];
const runtime = createRuntime({ device: 'cpu' });

const readTensor = ({ shape, data }: Numbers): Tensor => float32Tensor(data, shape);
const withPrefix = (prefix: string, entries: readonly [string, Numbers][]) =>
  entries.map(([name, numbers]): [string, Numbers] => [`${prefix}${name}`, numbers]);

/** The step of a case: output, gradients and running averages of one pass with the statistics of the batch. */
function buildStep(template: Graph, { input, output, cotangent }: Case): Graph {
  const builder = new GraphBuilder();
  const declare = (name: string): [string, Value] => {
    const tensor = template.initializers.get(name)!;
    return [name, builder.input(`state ${name}`, tensor.type, tensor.shape)];
  };
  const images = builder.input('input', 'float32', input.shape);
  const parameters = new Map(trainableParameters(template).map(declare));
  const bindings = new Map([
    [template.inputs[0]!.name, images],
    ...parameters,
    ...runningStatistics(template).map(declare),
  ]);
  const { outputs, runningAverages } = inlineGraph(builder, template, bindings, { batchStatistics: true });
  const weighted = mul(outputs[0]!, builder.constant(readTensor(cotangent)));
  const loss = reduceSum(weighted, [...output.shape.keys()], false);
  const [gradInput, ...grads] = gradients(loss, [images, ...parameters.values()]);
  builder.output('output', outputs[0]!);
  builder.output('grad input', gradInput!);
  [...parameters.keys()].forEach((name, index) => {
    const gradient = grads[index];
    if (gradient) builder.output(`grad ${name}`, gradient);
  });
  for (const { initializer, updated } of runningAverages) builder.output(`updated ${initializer}`, updated);
  return lowerPortable(builder.build('step'));
}

/** The reference starts the running means from 0 and the running variances from 1, whatever the file holds. */
function startValues(template: Graph): Map<string, Tensor> {
  const start = new Map(template.initializers);
  const fill = (name: string, value: number): void => {
    const { shape, data } = template.initializers.get(name)!;
    start.set(name, float32Tensor(new Float32Array(data.length).fill(value), shape));
  };
  for (const { opType, inputs } of template.nodes) {
    if (opType !== 'BatchNormalization') continue;
    fill(inputs[3]!, 0);
    fill(inputs[4]!, 1);
  }
  return start;
}

async function runStep(template: Graph, reference: Case): Promise<Record<string, Tensor>> {
  const session = await runtime.createSession(encodeModel(buildStep(template, reference)));
  const state = startValues(template);
  const inputs = Object.fromEntries(
    session.inputNames.map((name) => [
      name,
      name === 'input' ? readTensor(reference.input) : state.get(name.replace(/^state /, ''))!,
    ]),
  );
  const outputs = Object.entries(await session.run(inputs));
  const results = await Promise.all(outputs.map(async ([name, value]) => [name, await value.read()] as const));
  await session.release();
  return Object.fromEntries(results);
}

/** Differences beyond the tolerance, the largest first, as text that a failing test shows. */
function differences(actual: Tensor | undefined, expected: Numbers): string[] {
  if (!actual) return ['missing'];
  if (actual.shape.join() !== expected.shape.join()) return [`shape [${actual.shape}] instead of [${expected.shape}]`];
  return toNumbers(actual).flatMap((value, index) => {
    const truth = expected.data[index]!;
    const close = Math.abs(value - truth) <= ABSOLUTE_TOLERANCE + RELATIVE_TOLERANCE * Math.abs(truth);
    return close ? [] : [`[${index}] ${value} instead of ${truth}`];
  });
}

describe(`gradients of the networks in ${folder}`, () => {
  it('finds cases to run', () => {
    expect(names).not.toEqual([]);
  });

  it.each(names)('%s agrees with PyTorch', async (name) => {
    const template = decodeModel(readFileSync(path.join(folder, name, 'model.onnx')));
    const reference = JSON.parse(readFileSync(path.join(folder, name, 'case.json'), 'utf8')) as Case;
    const results = await runStep(template, reference);
    const expected: [string, Numbers][] = [
      ['output', reference.output],
      ['grad input', reference.gradInput],
      ...withPrefix('grad ', Object.entries(reference.grads)),
      ...withPrefix('updated ', Object.entries(reference.runningStats)),
    ];
    const found = expected.map(([key, numbers]) => [key, differences(results[key], numbers)]);
    expect(Object.fromEntries(found)).toEqual(Object.fromEntries(expected.map(([key]) => [key, []])));
    expect(Object.keys(results).toSorted()).toEqual(expected.map(([key]) => key).toSorted());
  });
});
