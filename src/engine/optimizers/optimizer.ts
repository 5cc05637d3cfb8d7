import type { Value } from '../graph/value.ts';

/** A parameter as an optimizer sees it. */
export interface ParameterSlot {
  readonly name: string;
  readonly shape: readonly number[];
  /** Whether weight decay and layer-wise rates apply: false for biases and norms (rank <= 1). */
  readonly decays: boolean;
}

/** A tensor that an optimizer keeps per parameter, zero at the start. */
export interface StateSlot {
  readonly name: string;
  readonly shape: readonly number[];
}

export interface UpdateContext {
  readonly parameter: Value;
  /** Same shape as the parameter. */
  readonly gradient: Value;
  /** Shape []. */
  readonly learningRate: Value;
  /** Shape [], float32, 1 at the first step. */
  readonly stepNumber: Value;
  /** In the order of `slots`. */
  readonly state: readonly Value[];
  readonly slot: ParameterSlot;
}

/** An optimizer is a piece of the step graph: it adds the nodes that turn a gradient into the next parameter. */
export interface Optimizer {
  readonly name: string;
  /** The state it keeps for a parameter; names are unique within the parameter. */
  slots(parameter: ParameterSlot): StateSlot[];
  /** The parameter and its state after the step. */
  update(context: UpdateContext): { readonly parameter: Value; readonly state: readonly Value[] };
}
