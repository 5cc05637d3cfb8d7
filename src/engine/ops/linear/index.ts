import type { Operator } from '../operator.ts';
import { Einsum } from './Einsum.ts';
import { Gemm } from './Gemm.ts';
import { MatMul } from './MatMul.ts';

export const linearOperators: readonly Operator[] = [Einsum, Gemm, MatMul];
