import { shallowRef, type ShallowRef } from 'vue';

/** Class indices of labels by image index; -1 for none. */
type Labels = ReadonlyMap<number, number>;

interface Change {
  readonly labels: Labels;
  /** Revision of the columns that hold the change; unknown until the engine has answered. */
  revision?: number;
}

export interface PendingLabels {
  /** Labels that the columns do not hold yet. */
  readonly labels: Readonly<ShallowRef<Labels>>;
  /** Shows labels before the engine has them. */
  begin(labels: Labels): Change;
  /** The engine has them: they are let go of once columns of this revision have arrived. */
  settle(change: Change, revision: number): void;
  /** The engine refused: they go away again. */
  fail(change: Change): void;
  /** Columns of a revision have arrived. */
  arrived(revision: number): void;
}

/** Labels that were given a moment ago and show before the engine has written them. Later ones win. */
export function usePendingLabels(): PendingLabels {
  const labels = shallowRef<Labels>(new Map());
  let changes: Change[] = [];
  let newestRevision = -1;

  function keep(kept: Change[]): void {
    if (kept.length === 0 && changes.length === 0) return;
    changes = kept;
    labels.value = new Map(changes.flatMap((change) => [...change.labels]));
  }

  const keepUnsettled = (): void =>
    keep(changes.filter(({ revision }) => revision === undefined || revision > newestRevision));

  return {
    labels,
    begin(given) {
      const change: Change = { labels: given };
      keep([...changes, change]);
      return change;
    },
    settle(change, revision) {
      change.revision = revision;
      keepUnsettled();
    },
    fail(change) {
      keep(changes.filter((other) => other !== change));
    },
    arrived(revision) {
      newestRevision = revision;
      keepUnsettled();
    },
  };
}
