import type { Dim, ValueType } from '../../graph/graph.ts';
import type { Operator, ShapeContext } from '../operator.ts';
import { knownInts } from '../sampleInputs.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';
import { foldReshaping, reshapeBack } from './reshaping.ts';

/** Inserts axes of size 1, counted in the result; dL/dx = dy in the shape of x. */
export const Unsqueeze: Operator = {
  opType: 'Unsqueeze',
  infer,
  gradient: reshapeBack,
  fold: foldReshaping(infer),
  samples: [{ name: 'front and back', inputs: [{ shape: [2, 3] }, knownInts(0, -1)] }],
};

function infer(context: ShapeContext): ValueType[] {
  const { type, shape, rank } = context.input(0);
  const inserted = constantInts(context, 1, 'axes') ?? context.fail('axes are missing');
  const axes = new Set(inserted.map((axis) => normalizeAxis(context, axis, rank + inserted.length)));
  if (axes.size < inserted.length) context.fail(`the axes [${inserted.join(', ')}] repeat`);
  const rest = [...shape];
  const result = Array.from({ length: rank + axes.size }, (_, axis): Dim => (axes.has(axis) ? 1 : rest.shift()!));
  return [{ type, shape: result }];
}
