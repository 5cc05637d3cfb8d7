/** Long computation that stops now and then, so that whoever drives it can let others have their turn. */
export type Steps<Result> = Generator<undefined, Result>;

/** All steps at once. */
export function finish<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}
