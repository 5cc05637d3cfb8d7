import type { Dim, Shape } from '../graph/graph.ts';
import type { ShapeContext } from './operator.ts';

/** The shape of an elementwise result (ONNX multidirectional broadcasting). A symbolic size gives way to a known one. */
export function broadcastShapes(context: ShapeContext, ...shapes: readonly Shape[]): Shape {
  const rank = Math.max(...shapes.map((shape) => shape.length));
  return Array.from({ length: rank }, (_, axis) =>
    shapes.map((shape) => shape[axis - rank + shape.length] ?? 1).reduce((a, b) => broadcastDims(context, a, b)),
  );
}

function broadcastDims(context: ShapeContext, a: Dim, b: Dim): Dim {
  if (a === b || b === 1) return a;
  if (a === 1 || typeof a === 'string') return b;
  if (typeof b === 'string') return a;
  return context.fail(`sizes ${a} and ${b} do not broadcast`);
}
