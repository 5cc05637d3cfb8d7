import { GraphBuilder } from '../../src/engine/graph/builder.ts';
import type { Graph } from '../../src/engine/graph/graph.ts';
import { toNumbers, type Tensor } from '../../src/engine/graph/tensor.ts';
import type { Value } from '../../src/engine/graph/value.ts';
import { lowerPortable } from '../../src/engine/lowering/portable.ts';
import { encodeModel } from '../../src/engine/onnx/write.ts';
import { createRuntime } from '../../src/platform/onnxruntime/runtime.ts';

const runtime = createRuntime({ device: 'cpu', threads: 1 });

/** The outputs of a graph in onnxruntime, by name. */
export async function runGraph(
  graph: Graph,
  inputs: Readonly<Record<string, Tensor>>,
): Promise<Record<string, Tensor>> {
  const session = await runtime.createSession(encodeModel(lowerPortable(graph)));
  try {
    const outputs = Object.entries(await session.run(inputs));
    return Object.fromEntries(await Promise.all(outputs.map(async ([name, value]) => [name, await value.read()])));
  } finally {
    await session.release();
  }
}

/** What an expression gives for these inputs: the numbers of each value that `build` returns. */
export async function evaluate<Name extends string, Result extends string>(
  inputs: Readonly<Record<Name, Tensor>>,
  build: (values: Readonly<Record<Name, Value>>) => Readonly<Record<Result, Value>>,
): Promise<Record<Result, number[]>> {
  const builder = new GraphBuilder();
  const declared = Object.entries<Tensor>(inputs).map(([name, { type, shape }]) => [
    name,
    builder.input(name, type, shape),
  ]);
  const results = build(Object.fromEntries(declared));
  for (const [name, value] of Object.entries<Value>(results)) builder.output(`result ${name}`, value);
  const outputs = await runGraph(builder.build('test'), inputs);
  const numbers = Object.keys(results).map((name) => [name, toNumbers(outputs[`result ${name}`]!)]);
  return Object.fromEntries(numbers) as Record<Result, number[]>;
}
