import type { ElementType, Tensor } from './tensor.ts';

/** A dimension: a size, or the name of a size that is only known when the graph runs. */
export type Dim = number | string;
export type Shape = readonly Dim[];

export interface ValueType {
  readonly type: ElementType;
  readonly shape: Shape;
}

/** A named value with its element type and shape; `shape` is undefined where a file does not say. */
export interface ValueInfo {
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape | undefined;
}

/** ONNX attributes keep their kind: a float must be written as a float even when it is whole. */
export type Attribute =
  | { readonly kind: 'int'; readonly value: number }
  | { readonly kind: 'float'; readonly value: number }
  | { readonly kind: 'string'; readonly value: string }
  | { readonly kind: 'ints'; readonly value: readonly number[] }
  | { readonly kind: 'floats'; readonly value: readonly number[] }
  | { readonly kind: 'strings'; readonly value: readonly string[] }
  | { readonly kind: 'tensor'; readonly value: Tensor }
  | { readonly kind: 'graph'; readonly value: Graph };

export type AttributeMap = Readonly<Record<string, Attribute>>;

/** One operator call. An omitted optional input or output is the empty string. */
export interface Node {
  readonly opType: string;
  /** '' is the ONNX standard domain. */
  readonly domain: string;
  readonly name: string;
  readonly inputs: readonly string[];
  readonly outputs: readonly string[];
  readonly attributes: AttributeMap;
}

/** Operators of training that ONNX lacks; a lowering pass rewrites them before a session is made. */
export const HANDFUL_DOMAIN = 'ai.handful';
/** The opset that every graph in memory is written in; the reader converts to it. */
export const CANONICAL_OPSET = 20;

/** A graph in the canonical opset, nodes in topological order. */
export interface Graph {
  readonly name: string;
  readonly inputs: readonly ValueInfo[];
  readonly outputs: readonly ValueInfo[];
  readonly initializers: ReadonlyMap<string, Tensor>;
  readonly nodes: readonly Node[];
  readonly metadata: Readonly<Record<string, string>>;
}
