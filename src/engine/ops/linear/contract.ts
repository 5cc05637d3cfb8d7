import { matMul, reduceSum, reshape, transpose } from '../../expressions.ts';
import { elementCount } from '../../graph/tensor.ts';
import type { Value } from '../../graph/value.ts';
import type { Equation } from './equation.ts';

/** A value whose axes are named by letters. */
interface Named {
  readonly value: Value;
  readonly letters: string;
}

/** The Einsum of one or two operands, as sums, transpositions and one batched matrix product. */
export function contract({ operands, result }: Equation, values: readonly Value[]): Value {
  const named = operands.map((letters, index): Named => ({ letters, value: values[index]! }));
  const summed = named.map((operand, index) => {
    const elsewhere = result + operands.filter((_, other) => other !== index).join('');
    return sumOut(
      operand,
      [...operand.letters].filter((letter) => !elsewhere.includes(letter)),
    );
  });
  const [left, right] = summed;
  const product = right ? multiply(left!, right, result) : left!;
  return permute(product, result);
}

/** Batch letters are in both operands and the result, inner ones only in the operands, the rest are rows or columns. */
function multiply(left: Named, right: Named, result: string): Named {
  const shared = [...left.letters].filter((letter) => right.letters.includes(letter));
  const batch = shared.filter((letter) => result.includes(letter)).join('');
  const inner = shared.filter((letter) => !result.includes(letter)).join('');
  const rows = without(left.letters, batch + inner);
  const columns = without(right.letters, batch + inner);
  const product = matMul(asMatrices(left, batch, rows, inner), asMatrices(right, batch, inner, columns));
  const letters = batch + rows + columns;
  const shape = [...letters].map((letter) => sizeOf(letter, left) ?? sizeOf(letter, right)!);
  return { value: reshape(product, shape), letters };
}

/** [batch, rows, columns], each the product of its letters' sizes; without batch letters a matrix. */
function asMatrices(operand: Named, batch: string, rows: string, columns: string): Value {
  const groups = batch === '' ? [rows, columns] : [batch, rows, columns];
  const shape = groups.map((letters) => elementCount([...letters].map((letter) => sizeOf(letter, operand)!)));
  return reshape(permute(operand, batch + rows + columns), shape);
}

function sumOut({ value, letters }: Named, summed: readonly string[]): Named {
  if (summed.length === 0) return { value, letters };
  const axes = summed.map((letter) => letters.indexOf(letter));
  return { value: reduceSum(value, axes, false), letters: without(letters, summed.join('')) };
}

function permute({ value, letters }: Named, order: string): Value {
  if (letters === order) return value;
  return transpose(
    value,
    [...order].map((letter) => letters.indexOf(letter)),
  );
}

function without(letters: string, removed: string): string {
  return [...letters].filter((letter) => !removed.includes(letter)).join('');
}

function sizeOf(letter: string, { value, letters }: Named): number | undefined {
  const axis = letters.indexOf(letter);
  return axis < 0 ? undefined : value.dim(axis);
}
