import { gradients } from '../../src/engine/autodiff/gradients.ts';
import { reduceSum } from '../../src/engine/expressions.ts';
import { GraphBuilder } from '../../src/engine/graph/builder.ts';
import { toNumbers, type Tensor } from '../../src/engine/graph/tensor.ts';
import type { Value } from '../../src/engine/graph/value.ts';
import { lowerPortable } from '../../src/engine/lowering/portable.ts';
import { openGraph } from './graphSession.ts';

/** A loss over named inputs, differentiated by all of them and run. */
export async function differentiate(
  inputs: Readonly<Record<string, Tensor>>,
  lossOf: (values: Readonly<Record<string, Value>>) => Value,
): Promise<Record<string, { shape: readonly number[]; values: number[] } | undefined>> {
  const builder = new GraphBuilder();
  const names = Object.keys(inputs);
  const values = names.map((name) => builder.input(name, 'float32', inputs[name]!.shape));
  const loss = lossOf(Object.fromEntries(values.map((value) => [value.name, value])));
  const found = gradients(loss, values);
  found.forEach((gradient, index) => gradient && builder.output(`d${names[index]}`, gradient));
  builder.output('loss', loss);
  const session = await openGraph(lowerPortable(builder.build('test')));
  const results = await session.run(inputs);
  await session.release();
  return Object.fromEntries(
    names.map((name) => {
      const result = results[`d${name}`];
      return [name, result && { shape: result.shape, values: toNumbers(result) }];
    }),
  );
}

/** The sum of all elements, of shape []. */
export function sumAll(value: Value): Value {
  return reduceSum(value, [...value.shape.keys()], false);
}
