import { ref, type Ref } from 'vue';

const isOpen = ref(false);

/** The dialog that lists all keys. */
export function useShortcutsDialog(): { isOpen: Ref<boolean>; show: () => void } {
  return {
    isOpen,
    show() {
      isOpen.value = true;
    },
  };
}
