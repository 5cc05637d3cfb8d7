import type { Operator } from '../operator.ts';
import { HardSigmoid } from './HardSigmoid.ts';
import { Relu } from './Relu.ts';

export const activationOperators: readonly Operator[] = [HardSigmoid, Relu];
