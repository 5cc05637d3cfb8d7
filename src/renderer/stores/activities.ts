import { defineStore } from 'pinia';
import { computed, shallowReactive } from 'vue';
import type { Activity } from '../../shared/contract/events.ts';

const FINISHED_KEPT = 8;

/** What the engine is doing, and what it did lately. */
export const useActivities = defineStore('activities', () => {
  const byId = shallowReactive(new Map<string, Activity>());
  const all = computed(() => [...byId.values()]);
  const running = computed(() => all.value.filter((activity) => activity.state === 'running'));
  const finished = computed(() => all.value.filter((activity) => activity.state !== 'running').toReversed());

  function take(activity: Activity): void {
    byId.set(activity.id, activity);
    for (const old of finished.value.slice(FINISHED_KEPT)) byId.delete(old.id);
  }

  function clear(): void {
    byId.clear();
  }

  /** The one of a kind that is running, if any. */
  function runningOf(kind: Activity['kind']): Activity | undefined {
    return running.value.find((activity) => activity.kind === kind);
  }

  return { all, running, finished, take, clear, runningOf };
});
