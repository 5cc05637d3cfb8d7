import { slice } from '../../expressions.ts';
import { float32Tensor } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import type { GradientContext, Operator, ShapeContext } from '../operator.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';
import { mapAxis } from '../resampling/mapAxis.ts';
import { sourceIndex, type PadMode } from './padMode.ts';
import { padSamples } from './padSamples.ts';

interface AxisPads {
  readonly axis: number;
  readonly before: number;
  readonly after: number;
}

/**
 * y = x with borders; negative pads crop. dL/dx: with constant borders the part of dy that came from x; with reflect,
 * edge and wrap every border element also adds its gradient to the element it copies.
 */
export const Pad: Operator = {
  opType: 'Pad',
  infer: (context) => {
    const { type, shape } = context.input(0);
    const sizes = [...shape];
    for (const { axis, before, after } of readPads(context)) {
      const size = sizes[axis]!;
      sizes[axis] = typeof size === 'number' ? size + before + after : padSymbol(size, before + after);
    }
    return [{ type, shape: sizes }];
  },
  gradient: (context) => {
    const mode = context.attributes.string('mode', 'constant');
    const dx = readPads(context).reduce(
      (dy, pads) => (mode === 'constant' ? unpad(dy, pads) : foldBorders(dy, pads, mode as PadMode, context.input(0))),
      context.dy,
    );
    return [dx];
  },
  samples: padSamples,
};

function readPads(context: ShapeContext | GradientContext): AxisPads[] {
  const { rank } = context.input(0);
  const pads = constantInts(context, 1, 'pads') ?? context.fail('pads are missing');
  const axes = constantInts(context, 3, 'axes') ?? Array.from({ length: rank }, (_, axis) => axis);
  if (pads.length !== 2 * axes.length) context.fail(`${pads.length} pads do not fit ${axes.length} axes`);
  return axes
    .map((axis, index) => ({
      axis: normalizeAxis(context, axis, rank),
      before: pads[index]!,
      after: pads[index + axes.length]!,
    }))
    .filter(({ before, after }) => before !== 0 || after !== 0);
}

function padSymbol(size: string, added: number): string {
  return added === 0 ? size : `${size}${added < 0 ? '-' : '+'}${Math.abs(added)}`;
}

/** Takes away the added borders and gives cropped ones back as zeros. */
function unpad(dy: Value, { axis, before, after }: AxisPads): Value {
  const [start, end] = [Math.max(before, 0), dy.dim(axis) - Math.max(after, 0)];
  const kept = start === 0 && end === dy.dim(axis) ? dy : slice(dy, start, end, axis);
  if (before >= 0 && after >= 0) return kept;
  const pads = new Array<number>(2 * dy.rank).fill(0);
  pads[axis] = Math.max(-before, 0);
  pads[axis + dy.rank] = Math.max(-after, 0);
  return kept.builder.op('Pad', [kept, kept.builder.ints(pads)]);
}

/** dx along one axis through the matrix that has a 1 where an element of x was copied to y. */
function foldBorders(dy: Value, { axis, before }: AxisPads, mode: PadMode, x: Value): Value {
  const [size, padded] = [x.dim(axis), dy.dim(axis)];
  const matrix = new Float32Array(size * padded);
  for (let place = 0; place < padded; place++) matrix[sourceIndex(place - before, size, mode) * padded + place] = 1;
  return mapAxis(dy, axis, float32Tensor(matrix, [size, padded]));
}
