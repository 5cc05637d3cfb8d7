import type { Operator } from '../operator.ts';
import { Identity } from './Identity.ts';
import { Pad } from './Pad.ts';

export const shapeOperators: readonly Operator[] = [Identity, Pad];
