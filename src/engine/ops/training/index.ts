import type { Operator } from '../operator.ts';
import { ReluGradient } from './ReluGradient.ts';

export const trainingOperators: readonly Operator[] = [ReluGradient];
