import { onUnmounted, shallowReactive } from 'vue';

export interface Shortcut {
  /**
   * For instance 'Mod+Z' (Mod is Ctrl, on a Mac Cmd), 'Shift+L', 'ArrowUp', '?', ' '. A digit alone is also the key of
   * that place, unless the character that it gives is a shortcut itself.
   */
  readonly keys: string;
  /** Message key of what it does; shortcuts without one are not listed. */
  readonly label?: string;
  /** Message key of the heading under which it is listed; by default that of the whole window. */
  readonly group?: string;
  /** Whether it is to be taken now; otherwise the key keeps its usual meaning. */
  readonly when?: () => boolean;
  readonly run: (event: KeyboardEvent) => void;
}

const active = shallowReactive(new Set<Shortcut>());

/**
 * Listens for shortcuts as long as the component lives; the last one registered for a key wins. They rest while
 * someone types into a field and while a dialog is open.
 */
export function useShortcuts(shortcuts: readonly Shortcut[]): void {
  if (active.size === 0) window.addEventListener('keydown', dispatch);
  for (const shortcut of shortcuts) active.add(shortcut);
  onUnmounted(() => {
    for (const shortcut of shortcuts) active.delete(shortcut);
    if (active.size === 0) window.removeEventListener('keydown', dispatch);
  });
}

/** All that can be pressed now, in the order of registration. */
export function activeShortcuts(): readonly Shortcut[] {
  return [...active];
}

function dispatch(event: KeyboardEvent): void {
  if (event.defaultPrevented || event.isComposing || isBusyElsewhere(event)) return;
  const digit = digitAt(event);
  const shortcut =
    wanted((keys) => matches(keys, event)) ?? (digit === undefined ? undefined : wanted((keys) => keys === digit));
  if (!shortcut) return;
  event.preventDefault();
  shortcut.run(event);
}

/** The last one registered of those whose keys are meant and that is to be taken now. */
function wanted(isMeant: (keys: string) => boolean): Shortcut | undefined {
  return [...active].findLast(({ keys, when }) => isMeant(keys) && (when?.() ?? true));
}

/**
 * The digit of the key that was pressed in the row above the letters, whatever character it gives there without Shift:
 * on French keyboards '&'. The number pad is not meant: it gives digits by itself, or moves.
 */
function digitAt(event: KeyboardEvent): string | undefined {
  const isPlain = !['Shift', 'Control', 'Meta', 'Alt', 'AltGraph'].some((key) => event.getModifierState(key));
  return isPlain ? /^Digit(\d)$/.exec(event.code)?.[1] : undefined;
}

/** Characters that need Shift on some keyboards ('?', '+') are matched by what they are. */
function matches(keys: string, event: KeyboardEvent): boolean {
  const parts = keys.split('+');
  const key = parts.pop() || '+';
  const isLetter = /^[a-z]$/i.test(key);
  const wantsMod = parts.includes('Mod');
  if (wantsMod !== (event.ctrlKey || event.metaKey) || parts.includes('Alt') !== event.altKey) return false;
  if ((isLetter || key.length > 1) && parts.includes('Shift') !== event.shiftKey) return false;
  return isLetter ? key.toLowerCase() === event.key.toLowerCase() : key === event.key;
}

function isBusyElsewhere(event: KeyboardEvent): boolean {
  if (document.querySelector('[role="dialog"][data-state="open"], [role="alertdialog"][data-state="open"]'))
    return true;
  const target = event.target;
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.matches('textarea, select, input:not([type="range"], [type="checkbox"])');
}
