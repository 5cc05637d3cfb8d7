import { HandfulError } from './errors.ts';

/** What long work looks at to see whether it should stop. An `AbortSignal` is one. */
export interface StopSignal {
  readonly aborted: boolean;
}

/** Throws STOPPED when the signal asks for it. `remedy` says how to go on later. */
export function throwIfStopped(signal: StopSignal | undefined, what: string, remedy: string): void {
  if (signal?.aborted) throw new HandfulError('STOPPED', `${what} was stopped.`, remedy);
}

/** Asks to stop when one of them does. */
export function eitherOf(first: StopSignal, second: StopSignal | undefined): StopSignal {
  return {
    get aborted() {
      return first.aborted || second?.aborted === true;
    },
  };
}
