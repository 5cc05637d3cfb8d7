import { ref, type Ref } from 'vue';

const isOpen = ref(false);

/** The dialog that lists the files an import could not use. */
export function useSkippedFiles(): { isOpen: Ref<boolean>; show: () => void } {
  return {
    isOpen,
    show() {
      isOpen.value = true;
    },
  };
}
