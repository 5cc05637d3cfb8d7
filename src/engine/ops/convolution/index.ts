import type { Operator } from '../operator.ts';

export const convolutionOperators: readonly Operator[] = [];
