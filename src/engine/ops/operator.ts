import type { ValueType } from '../graph/graph.ts';
import type { ElementType, Tensor } from '../graph/tensor.ts';
import type { Value } from '../graph/value.ts';
import type { Attributes, AttributeInit } from './attributes.ts';

/** What a shape rule may look at. */
export interface ShapeContext {
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Attributes;
  readonly outputCount: number;
  /** The input at this index; throws SHAPE_MISMATCH when it was omitted. */
  input(index: number): Value;
  /** The value of an input that is known while the graph is built. */
  constant(index: number): Tensor | undefined;
  /** Throws SHAPE_MISMATCH naming the node. */
  fail(message: string): never;
}

/** What a gradient rule may look at. Rules write ordinary expressions on these values. */
export interface GradientContext {
  readonly inputs: readonly (Value | undefined)[];
  readonly outputs: readonly Value[];
  readonly attributes: Attributes;
  /** Gradient of the loss by the first output. */
  readonly dy: Value;
  /** Gradients by every output; undefined where the loss does not depend on it. */
  readonly dys: readonly (Value | undefined)[];
  input(index: number): Value;
  constant(index: number): Tensor | undefined;
  /** The first outputs, `count` of them: those that nobody asked for so far are added to the node. */
  outputsUpTo(count: number): readonly Value[];
  /** Whether anybody wants the gradient of this input: rules skip costly work otherwise. */
  needs(index: number): boolean;
  fail(message: string): never;
}

/**
 * What a lowering sees: the operator's inputs in the new graph. It returns one value per output, or undefined where
 * the operator is best left as it is.
 */
export interface LoweringContext {
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: Attributes;
  readonly outputCount: number;
  input(index: number): Value;
  fail(message: string): never;
}

/**
 * One gradient per input, in order. `undefined` where the input has none. A gradient may still have the broadcast
 * shape of the output: the reverse walk sums it back to the input's shape.
 */
export type GradientRule = (context: GradientContext) => readonly (Value | undefined)[];

/** An input for the gradient test. Random in `range` (default [-1, 1]) unless `values` are given. */
export interface SampleInput {
  readonly shape: readonly number[];
  readonly type?: ElementType;
  readonly range?: readonly [number, number];
  readonly values?: readonly number[];
  /** Give it to the operator as a constant: it is not differentiated (axes, shapes, pads). */
  readonly constant?: boolean;
}

export interface OperatorSample {
  readonly name: string;
  readonly inputs: readonly (SampleInput | undefined)[];
  readonly attributes?: Readonly<Record<string, AttributeInit>>;
  readonly outputCount?: number;
  /** How many of the outputs, from the first, a loss may depend on: all of them unless the rule says why not. */
  readonly differentiableCount?: number;
}

/** All that the engine knows of one operator. One file per operator exports one of these. */
export interface Operator {
  readonly opType: string;
  /** '' (the default) is the ONNX domain. */
  readonly domain?: string;
  /** Attributes that are floating point, so that a whole number is still written as a float. */
  readonly floatAttributes?: readonly string[];
  readonly infer: (context: ShapeContext) => readonly ValueType[];
  /**
   * The gradient rule; 'zero' where the derivative is zero everywhere or the output is not a real number;
   * absent where the operator cannot be trained through, which the reverse walk reports with the node's name.
   */
  readonly gradient?: GradientRule | 'zero';
  /** Computes the outputs while the graph is built, for shape arithmetic; undefined when an input is not known. */
  readonly fold?: (context: ShapeContext) => readonly Tensor[] | undefined;
  /** Rewrites the operator in terms that any onnxruntime device runs. */
  readonly lower?: (context: LoweringContext) => readonly Value[] | undefined;
  /** Inputs for the finite-difference test of the gradient; required where `gradient` is a rule. */
  readonly samples?: readonly OperatorSample[];
}
