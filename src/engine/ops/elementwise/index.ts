import type { Operator } from '../operator.ts';
import { Add } from './Add.ts';
import { Mul } from './Mul.ts';

export const elementwiseOperators: readonly Operator[] = [Add, Mul];
