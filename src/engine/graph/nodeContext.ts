import { EngineError } from '../errors.ts';
import { Attributes } from '../ops/attributes.ts';
import type { ShapeContext } from '../ops/operator.ts';
import type { AttributeMap } from './graph.ts';
import type { Tensor } from './tensor.ts';
import type { Value } from './value.ts';

/** A node that is about to be added to a graph. */
export interface NewNode {
  readonly name: string;
  readonly opType: string;
  readonly inputs: readonly (Value | undefined)[];
  readonly attributes: AttributeMap;
  readonly outputCount: number;
}

/**
 * What the shape rule of a new node may look at. Rules take its functions apart from it, so each is made when it is
 * asked for: a training step has thousands of nodes, and most rules ask for one.
 */
export class NodeContext implements ShapeContext {
  readonly #node: NewNode;
  readonly #constantOf: (value: Value | undefined) => Tensor | undefined;

  constructor(node: NewNode, constantOf: (value: Value | undefined) => Tensor | undefined) {
    this.#node = node;
    this.#constantOf = constantOf;
  }

  get inputs(): readonly (Value | undefined)[] {
    return this.#node.inputs;
  }

  get outputCount(): number {
    return this.#node.outputCount;
  }

  get attributes(): Attributes {
    return new Attributes(this.#node.attributes, this.#where);
  }

  get input(): (index: number) => Value {
    return (index) => this.inputs[index] ?? this.fail(`input ${index} is missing`);
  }

  get constant(): (index: number) => Tensor | undefined {
    return (index) => this.#constantOf(this.inputs[index]);
  }

  get fail(): (message: string) => never {
    return (message) => {
      throw new EngineError('SHAPE_MISMATCH', message, this.#where);
    };
  }

  get #where(): string {
    return `node '${this.#node.name}' (${this.#node.opType})`;
  }
}
