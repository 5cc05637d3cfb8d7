import type { Operator } from '../operator.ts';
import { Relu } from './Relu.ts';

export const activationOperators: readonly Operator[] = [Relu];
