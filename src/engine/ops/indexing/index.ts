import type { Operator } from '../operator.ts';

export const indexingOperators: readonly Operator[] = [];
