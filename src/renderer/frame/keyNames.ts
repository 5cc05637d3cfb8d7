const isMac = navigator.platform.startsWith('Mac');

const NAMES: Record<string, string> = {
  Mod: isMac ? '⌘' : 'Ctrl',
  Shift: isMac ? '⇧' : 'Shift',
  Alt: isMac ? '⌥' : 'Alt',
  ' ': 'Space',
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Escape: 'Esc',
};

/** The keys of a shortcut as they are written on the keyboard: 'Mod+Z' is ['Ctrl', 'Z']. */
export function keyNames(keys: string): readonly string[] {
  const parts = keys === '+' ? ['+'] : keys.split('+');
  return parts.map((part) => NAMES[part] ?? part);
}
