import type { Operator } from '../operator.ts';

export const normalizationOperators: readonly Operator[] = [];
