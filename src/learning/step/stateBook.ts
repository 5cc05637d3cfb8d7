import type { GraphBuilder } from '../../engine/graph/builder.ts';
import { elementCount, float32Tensor, type Tensor } from '../../engine/graph/tensor.ts';
import type { Value } from '../../engine/graph/value.ts';
import { partEntries, type NetworkParts, type PartName } from './networkParts.ts';

/**
 * What a state tensor is: a `weight` is trained, a `statistic` is a BatchNormalization average, a `slot` belongs to
 * the optimiser, an `average` is the running average of a weight.
 */
export type StateKind = 'weight' | 'statistic' | 'slot' | 'average';

/** A tensor carried from step to step: fed as `name`, returned as `next:name`. */
export interface StateTensor {
  readonly name: string;
  readonly kind: StateKind;
  /** Value before the first step. */
  readonly initial: Tensor;
}

interface Entry {
  readonly name: string;
  readonly kind: StateKind;
  readonly initial: Tensor;
  readonly value: Value;
}

/** Prefix of the running average of a weight. */
export const AVERAGE_PREFIX = 'average/';

/** Name in the state of an initializer of a part. */
export const stateName = (part: PartName, initializer: string): string => `${part}/${initializer}`;

/** Declares the state of a step as graph inputs and collects what becomes of it. */
export class StateBook {
  readonly #builder: GraphBuilder;
  readonly #entries = new Map<string, Entry>();
  readonly #updates = new Map<string, Value>();
  readonly #bindings = new Map<PartName, Map<string, Value>>();
  #sharedZeros = new Float32Array(0);

  constructor(builder: GraphBuilder) {
    this.#builder = builder;
  }

  declareParts(parts: NetworkParts): void {
    for (const [partName, part] of partEntries(parts)) {
      const bindings = new Map<string, Value>();
      const declare = (initializer: string, kind: StateKind): void => {
        const initial = part.graph.initializers.get(initializer)!;
        bindings.set(initializer, this.#declare(stateName(partName, initializer), kind, initial).value);
      };
      for (const initializer of part.parameters) declare(initializer, 'weight');
      for (const initializer of part.runningStatistics) declare(initializer, 'statistic');
      this.#bindings.set(partName, bindings);
    }
  }

  /** The values that stand for a part's initializers. */
  bindings(part: PartName): ReadonlyMap<string, Value> {
    return this.#bindings.get(part)!;
  }

  parameters(): { name: string; value: Value }[] {
    return [...this.#entries.values()].filter((entry) => entry.kind === 'weight');
  }

  /** A zero-initialised tensor of the optimiser. */
  slot(name: string, shape: readonly number[]): { name: string; value: Value } {
    return this.#declare(name, 'slot', float32Tensor(this.#zeros(elementCount(shape)), shape));
  }

  /** The running average of a weight, which starts as the weight itself. */
  average(weight: string): { name: string; value: Value } {
    return this.#declare(AVERAGE_PREFIX + weight, 'average', this.#entries.get(weight)!.initial);
  }

  update(name: string, value: Value): void {
    this.#updates.set(name, value);
  }

  /** Makes every update an output and returns the state that the step changes. */
  finish(): StateTensor[] {
    for (const [name, value] of this.#updates) this.#builder.output(`next:${name}`, value);
    return [...this.#entries.values()].map(({ name, kind, initial }) => ({ name, kind, initial }));
  }

  /** The same ones for all slots, which nobody writes to: there are as many slots as weights. */
  #zeros(count: number): Float32Array {
    if (count > this.#sharedZeros.length) this.#sharedZeros = new Float32Array(count);
    return this.#sharedZeros.subarray(0, count);
  }

  #declare(name: string, kind: StateKind, initial: Tensor): Entry {
    const entry = { name, kind, initial, value: this.#builder.input(name, 'float32', initial.shape) };
    this.#entries.set(name, entry);
    return entry;
  }
}
