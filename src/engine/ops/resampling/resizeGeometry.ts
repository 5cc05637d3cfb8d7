import type { Dim, Shape } from '../../graph/graph.ts';
import type { Tensor } from '../../graph/tensor.ts';
import type { Attributes } from '../attributes.ts';
import type { Value } from '../../graph/value.ts';
import { constantInts, normalizeAxis } from '../shapeRules.ts';
import type { AxisResize } from './interpolation.ts';

interface ResizeContext {
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Attributes;
  input(index: number): Value;
  constant(index: number): Tensor | undefined;
  fail(message: string): never;
}

/** The size of the result along every axis, where it can be known. */
export function resizedShape(context: ResizeContext): Shape {
  const { shape } = context.input(0);
  const axes = resizedAxes(context);
  const target = [...shape];
  for (const [index, size] of targetSizes(context, axes).entries()) target[axes[index]!] = size;
  return target;
}

/** The axes that change, each with its sizes and scale. Throws when one is symbolic. */
export function axisResizes(context: ResizeContext): Map<number, AxisResize> {
  const axes = resizedAxes(context);
  const x = context.input(0);
  const scales = constantInts(context, 2, 'scales') ?? [];
  const roi = constantInts(context, 1, 'roi') ?? [];
  const keepsRatio = context.attributes.string('keep_aspect_ratio_policy', 'stretch') !== 'stretch';
  const sizes = targetSizes(context, axes);
  const resizes = axes.map((axis, index): [number, AxisResize] => {
    const to = sizes[index];
    if (typeof to !== 'number') return context.fail(`the size of axis ${axis} must be known`);
    const from = x.dim(axis);
    const ratio = keepsRatio ? aspectScale(context, axes) : to / from;
    const region = [roi[index] ?? 0, roi[index + axes.length] ?? 1] as const;
    return [axis, { from, to, scale: Math.fround(scales[index] ?? ratio), region }];
  });
  const crops = context.attributes.string('coordinate_transformation_mode', 'half_pixel') === 'tf_crop_and_resize';
  return new Map(resizes.filter(([, { from, to, scale }]) => crops || from !== to || scale !== 1));
}

function resizedAxes(context: ResizeContext): number[] {
  const { rank } = context.input(0);
  const all = Array.from({ length: rank }, (_, axis) => axis);
  return context.attributes.ints('axes', all).map((axis) => normalizeAxis(context, axis, rank));
}

function targetSizes(context: ResizeContext, axes: readonly number[]): Dim[] {
  const { shape } = context.input(0);
  const computedSizes = context.inputs[3];
  if (computedSizes && !context.constant(3)) return axes.map((axis) => `${computedSizes.name}[${axis}]`);
  const sizes = constantInts(context, 3, 'sizes');
  const scales = constantInts(context, 2, 'scales');
  if (sizes && sizes.length > 0) {
    if (context.attributes.string('keep_aspect_ratio_policy', 'stretch') === 'stretch') return sizes;
    const scale = aspectScale(context, axes);
    return axes.map((axis) => Math.floor(scale * context.input(0).dim(axis) + 0.5));
  }
  if (scales?.length !== axes.length) return context.fail(`scales or sizes for ${axes.length} axes are missing`);
  return axes.map((axis, index) => {
    const size = shape[axis]!;
    if (typeof size === 'number') return Math.floor(size * Math.fround(scales[index]!));
    return scales[index] === 1 ? size : `floor(${size}*${scales[index]})`;
  });
}

/** One scale for all axes, so that the result fits inside (`not_larger`) or covers (`not_smaller`) the sizes. */
function aspectScale(context: ResizeContext, axes: readonly number[]): number {
  const sizes = constantInts(context, 3, 'sizes')!;
  const ratios = axes.map((axis, index) => sizes[index]! / context.input(0).dim(axis));
  const fits = context.attributes.string('keep_aspect_ratio_policy', 'stretch') === 'not_larger';
  return fits ? Math.min(...ratios) : Math.max(...ratios);
}
