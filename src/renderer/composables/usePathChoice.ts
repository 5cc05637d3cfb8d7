import { ref, type Ref } from 'vue';
import type { DesktopBridge } from '../../shared/desktopBridge.ts';
import { desktopBridge } from '../engine/desktop.ts';

export interface PathChoice {
  /** Whether the page's own dialog is open. */
  readonly isOpen: Ref<boolean>;
  /** Asks with the dialog of the system where there is one, otherwise opens that of the page. */
  ask(fromSystem: (bridge: DesktopBridge) => Promise<string | null>): Promise<void>;
}

/** Lets the user choose a path of the computer; `take` gets what the dialog of the system said. */
export function usePathChoice(take: (path: string) => unknown): PathChoice {
  const isOpen = ref(false);

  async function ask(fromSystem: (bridge: DesktopBridge) => Promise<string | null>): Promise<void> {
    const bridge = desktopBridge();
    if (!bridge) {
      isOpen.value = true;
      return;
    }
    const path = await fromSystem(bridge);
    if (path !== null) await take(path);
  }

  return { isOpen, ask };
}
