import type { Operator } from '../operator.ts';
import { Identity } from './Identity.ts';

export const shapeOperators: readonly Operator[] = [Identity];
