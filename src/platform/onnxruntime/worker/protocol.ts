import type { Tensor } from '../../../engine/graph/tensor.ts';
import type { ErrorCode } from '../../../shared/errors.ts';

/** A value that stays in the worker: the number under which it is kept there. */
export interface KeptValue {
  readonly handle: number;
  readonly type: Tensor['type'];
  readonly shape: readonly number[];
}

/** An input of a run: a tensor that travels, or the handle of a value that is already there. */
export type WireInput = Tensor | number;

/** What the worker is asked. It answers in order, and does one thing at a time. */
export type WorkerRequest =
  | { readonly kind: 'create'; readonly model: Uint8Array }
  | { readonly kind: 'run'; readonly session: number; readonly inputs: Readonly<Record<string, WireInput>> }
  | { readonly kind: 'read'; readonly handle: number }
  | { readonly kind: 'free'; readonly handles: readonly number[] }
  | { readonly kind: 'release'; readonly session: number }
  | { readonly kind: 'end' };

export interface CreatedSession {
  readonly session: number;
  readonly inputNames: readonly string[];
  readonly outputNames: readonly string[];
}

/** What each kind of request is answered with. */
export interface WorkerAnswers {
  readonly create: CreatedSession;
  readonly run: Readonly<Record<string, KeptValue>>;
  readonly read: Tensor;
  readonly free: undefined;
  readonly release: undefined;
  readonly end: undefined;
}

/** An error on its way between threads; `code` only where it is a `HandfulError`. */
export interface WireError {
  readonly code?: ErrorCode;
  readonly message: string;
  readonly remedy: string;
}

export type NumberedRequest = WorkerRequest & { readonly id: number };

export type WorkerReply =
  | { readonly id: number; readonly value: WorkerAnswers[keyof WorkerAnswers] }
  | { readonly id: number; readonly error: WireError };
