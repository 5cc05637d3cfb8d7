import type { Dim, Shape } from '../../graph/graph.ts';

/** A product of sizes, some of them symbolic: 196 N is written 'N*196'. */
interface DimProduct {
  readonly factor: number;
  readonly symbols: readonly string[];
}

/** The product of the sizes of a shape. */
export function multiplyDims(dims: Shape): Dim {
  return toDim(productOf(dims));
}

/** The size that times `divisors` makes `dims`; undefined when there is none. */
export function divideDims(dims: Shape, divisors: Shape): Dim | undefined {
  const [whole, part] = [productOf(dims), productOf(divisors)];
  const symbols = [...whole.symbols];
  for (const symbol of part.symbols) {
    const position = symbols.indexOf(symbol);
    if (position < 0) return undefined;
    symbols.splice(position, 1);
  }
  if (part.factor === 0) return undefined;
  const factor = whole.factor / part.factor;
  return Number.isInteger(factor) ? toDim({ factor, symbols }) : undefined;
}

function productOf(dims: Shape): DimProduct {
  let factor = 1;
  const symbols: string[] = [];
  for (const dim of dims) {
    if (typeof dim === 'number') factor *= dim;
    else {
      for (const term of dim.split('*')) {
        if (/^\d+$/.test(term)) factor *= Number(term);
        else symbols.push(term);
      }
    }
  }
  return { factor, symbols: symbols.toSorted() };
}

function toDim({ factor, symbols }: DimProduct): Dim {
  if (symbols.length === 0 || factor === 0) return factor;
  return [...symbols, ...(factor === 1 ? [] : [factor])].join('*');
}
