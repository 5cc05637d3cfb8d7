import type { Operator } from '../operator.ts';
import { Resize } from './Resize.ts';

export const resamplingOperators: readonly Operator[] = [Resize];
