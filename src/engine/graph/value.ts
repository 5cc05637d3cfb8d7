import { EngineError } from '../errors.ts';
import type { GraphBuilder } from './builder.ts';
import type { Dim, Shape, ValueInfo } from './graph.ts';
import type { ElementType } from './tensor.ts';

/** A value of a graph under construction. It knows its builder, so that expressions need no other argument. */
export class Value implements ValueInfo {
  readonly builder: GraphBuilder;
  readonly name: string;
  readonly type: ElementType;
  readonly shape: Shape;

  constructor(builder: GraphBuilder, name: string, type: ElementType, shape: Shape) {
    this.builder = builder;
    this.name = name;
    this.type = type;
    this.shape = shape;
  }

  get rank(): number {
    return this.shape.length;
  }

  /** The shape with every dimension known. Throws SHAPE_MISMATCH when one is symbolic. */
  get staticShape(): readonly number[] {
    return this.shape.map((dim) => staticDim(dim, this.name));
  }

  /** The size of one axis; negative axes count from the end. Throws SHAPE_MISMATCH when it is symbolic. */
  dim(axis: number): number {
    return staticDim(this.shape[axis < 0 ? axis + this.rank : axis], this.name);
  }
}

function staticDim(dim: Dim | undefined, name: string): number {
  if (typeof dim === 'number') return dim;
  throw new EngineError('SHAPE_MISMATCH', `a size that must be known is '${dim ?? 'missing'}'`, `value '${name}'`);
}
