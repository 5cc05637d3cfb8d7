import type { ShapeContext } from '../operator.ts';
import type { Dim } from '../../graph/graph.ts';
import type { Value } from '../../graph/value.ts';

/** An Einsum equation with one letter per axis: the letters of every operand and of the result. */
export interface Equation {
  readonly operands: readonly string[];
  readonly result: string;
}

/** Stand for the axes of an ellipsis, last one last; equations of models use lower-case letters. */
const ELLIPSIS_LETTERS = 'STUVWXYZ';

/** Reads an Einsum equation for operands of these ranks. Throws SHAPE_MISMATCH, through `fail`, where it does not fit. */
export function parseEquation(text: string, ranks: readonly number[], fail: ShapeContext['fail']): Equation {
  const [left = '', right] = text.replaceAll(' ', '').split('->');
  const terms = left.split(',');
  if (terms.length !== ranks.length) fail(`'${text}' has ${terms.length} operands, the node ${ranks.length}`);
  const hidden = terms.map((term, index) => (term.includes('...') ? ranks[index]! - (term.length - 3) : 0));
  const operands = terms.map((term, index) => term.replace('...', ellipsis(hidden[index]!)));
  operands.forEach((letters, index) => {
    if (letters.length !== ranks[index]) fail(`'${text}' gives operand ${index} ${letters.length} axes`);
    if (new Set(letters).size !== letters.length) fail(`'${text}' takes a diagonal, which is not supported`);
  });
  const widest = ellipsis(Math.max(...hidden));
  const result = right === undefined ? widest + lettersUsedOnce(left) : right.replace('...', widest);
  return { operands, result };
}

function ellipsis(count: number): string {
  return count > 0 ? ELLIPSIS_LETTERS.slice(-count) : '';
}

/** Without an arrow the result has the letters that appear once, in alphabetical order. */
function lettersUsedOnce(left: string): string {
  const letters = [...left].filter((letter) => /[A-Za-z]/.test(letter));
  return letters
    .filter((letter) => letters.indexOf(letter) === letters.lastIndexOf(letter))
    .toSorted()
    .join('');
}

/** The size that each letter stands for. */
export function letterSizes(
  equation: Equation,
  values: readonly Value[],
  fail: ShapeContext['fail'],
): Map<string, Dim> {
  const sizes = new Map<string, Dim>();
  equation.operands.forEach((letters, index) => {
    [...letters].forEach((letter, axis) => {
      const [size, known] = [values[index]!.shape[axis]!, sizes.get(letter)];
      if (typeof size === 'number' && typeof known === 'number' && size !== known) {
        fail(`the letter '${letter}' stands for ${known} and ${size}`);
      }
      if (known === undefined || typeof size === 'number') sizes.set(letter, size);
    });
  });
  return sizes;
}
