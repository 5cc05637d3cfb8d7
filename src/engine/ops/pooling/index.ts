import type { Operator } from '../operator.ts';

export const poolingOperators: readonly Operator[] = [];
