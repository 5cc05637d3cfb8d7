import { ref, type Ref } from 'vue';
import { desktopBridge } from '../../engine/desktop.ts';

/** Asks for a folder: with the dialog of the system where there is one, otherwise `isOpen` opens that of the window. */
export function useFolderChoice(take: (folder: string) => void): { isOpen: Ref<boolean>; ask: () => Promise<void> } {
  const isOpen = ref(false);

  async function ask(): Promise<void> {
    const bridge = desktopBridge();
    if (!bridge) {
      isOpen.value = true;
      return;
    }
    const folder = await bridge.chooseFolder();
    if (folder !== null) take(folder);
  }

  return { isOpen, ask };
}
