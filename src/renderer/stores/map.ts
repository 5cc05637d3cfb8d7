import { defineStore } from 'pinia';
import { ref, shallowRef } from 'vue';

/** What the map shows, as far as other screens have a say in it. */
export const useMap = defineStore('map', () => {
  /** Grows whenever the map was computed anew and has to be fetched again. */
  const changeCount = ref(0);
  /** Image indices that are selected on it; the grid sends its selection here to show where it lies. */
  const selected = shallowRef<ReadonlySet<number>>(new Set());

  function changed(): void {
    changeCount.value++;
  }

  function select(indices: Iterable<number>): void {
    selected.value = new Set(indices);
  }

  /** Another project has another map. */
  function forget(): void {
    changed();
    select([]);
  }

  return { changeCount, selected, changed, select, forget };
});
