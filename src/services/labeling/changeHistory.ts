import type { ChangeRecord } from '../../shared/domain/records.ts';

/**
 * What can be undone and redone, newest last, as the log of changes has it: so it is the same after a restart.
 * A change that is neither an undo nor a redo forgets what could have been redone.
 */
export class ChangeHistory {
  readonly #done: ChangeRecord[] = [];
  #undone: ChangeRecord[] = [];

  constructor(changes: readonly ChangeRecord[]) {
    for (const change of changes) this.take(change);
  }

  /** The change that `undo` takes back. */
  get undoable(): ChangeRecord | undefined {
    return this.#done.at(-1);
  }

  /** The change that `redo` does again. */
  get redoable(): ChangeRecord | undefined {
    return this.#undone.at(-1);
  }

  /** Takes note of what was just done. */
  take(change: ChangeRecord): void {
    if (change.undoes !== undefined) move(this.#done, this.#undone);
    else if (change.redoes !== undefined) move(this.#undone, this.#done);
    else {
      this.#done.push(change);
      this.#undone = [];
    }
  }
}

function move(from: ChangeRecord[], to: ChangeRecord[]): void {
  const change = from.pop();
  if (change !== undefined) to.push(change);
}
