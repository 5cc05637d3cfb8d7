import { defineStore } from 'pinia';
import { ref } from 'vue';

/** Grows whenever the map was computed anew and has to be fetched again. */
export const useMap = defineStore('map', () => {
  const changeCount = ref(0);

  function changed(): void {
    changeCount.value++;
  }

  return { changeCount, changed };
});
