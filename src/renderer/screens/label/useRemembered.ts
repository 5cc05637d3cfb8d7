import { ref, watch, type Ref } from 'vue';

/** A choice that this computer remembers from one visit to the next. */
export function useRemembered<T extends number | boolean>(key: string, otherwise: T): Ref<T> {
  const stored = localStorage.getItem(key);
  const value = ref(stored === null ? otherwise : (JSON.parse(stored) as T)) as Ref<T>;
  watch(value, (now) => localStorage.setItem(key, JSON.stringify(now)));
  return value;
}
