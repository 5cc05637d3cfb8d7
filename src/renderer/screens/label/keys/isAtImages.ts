/** Heading under which the keys of the screen are listed. */
export const GROUP = 'label.keys.title';

/** Keys that a control would take for itself are the screen's only while the images have the focus, or nothing has. */
export function isAtImages(): boolean {
  const focused = document.activeElement;
  return focused === null || focused === document.body || focused.closest('[data-images]') !== null;
}
