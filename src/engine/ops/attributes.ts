import { EngineError } from '../errors.ts';
import type { Attribute, AttributeMap } from '../graph/graph.ts';
import type { Tensor } from '../graph/tensor.ts';

/** What the builder accepts for an attribute; the operator's table says which numbers are floats. */
export type AttributeInit = number | string | readonly number[] | readonly string[] | Tensor;

type AttributeValue<K extends Attribute['kind']> = Extract<Attribute, { kind: K }>['value'];

/** Typed reading of a node's attributes, with the operator's defaults. Throws MODEL_INVALID on a wrong kind. */
export class Attributes {
  readonly map: AttributeMap;
  readonly #where: string;

  constructor(map: AttributeMap, where: string) {
    this.map = map;
    this.#where = where;
  }

  has(name: string): boolean {
    return name in this.map;
  }

  int(name: string, fallback: number): number {
    return this.#read(name, 'int') ?? fallback;
  }

  float(name: string, fallback: number): number {
    return this.#read(name, 'float') ?? fallback;
  }

  string(name: string, fallback: string): string {
    return this.#read(name, 'string') ?? fallback;
  }

  ints(name: string, fallback: readonly number[]): readonly number[] {
    return this.#read(name, 'ints') ?? fallback;
  }

  tensor(name: string): Tensor | undefined {
    return this.#read(name, 'tensor');
  }

  #read<K extends Attribute['kind']>(name: string, kind: K): AttributeValue<K> | undefined {
    const attribute = this.map[name];
    if (attribute === undefined) return undefined;
    if (attribute.kind !== kind) {
      throw new EngineError('MODEL_INVALID', `attribute '${name}' is ${attribute.kind}, expected ${kind}`, this.#where);
    }
    return attribute.value as never;
  }
}

/** Gives each plain value its ONNX kind; `floats` lists the attributes of the operator that are floating point. */
export function toAttributeMap(
  init: Readonly<Record<string, AttributeInit>>,
  floats: readonly string[] = [],
): AttributeMap {
  const map: Record<string, Attribute> = {};
  for (const [name, value] of Object.entries(init)) map[name] = toAttribute(value, floats.includes(name));
  return map;
}

function toAttribute(value: AttributeInit, isFloat: boolean): Attribute {
  if (typeof value === 'number') return { kind: isFloat ? 'float' : 'int', value };
  if (typeof value === 'string') return { kind: 'string', value };
  if (!Array.isArray(value)) return { kind: 'tensor', value: value as Tensor };
  if (typeof value[0] === 'string') return { kind: 'strings', value: value as readonly string[] };
  return { kind: isFloat ? 'floats' : 'ints', value: value as readonly number[] };
}
