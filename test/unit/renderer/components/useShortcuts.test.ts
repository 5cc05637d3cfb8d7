import { mount } from '@vue/test-utils';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { defineComponent, h } from 'vue';
import { activeShortcuts, useShortcuts, type Shortcut } from '../../../../src/renderer/composables/useShortcuts.ts';

function listen(shortcuts: readonly Shortcut[]) {
  return mount(
    defineComponent({
      setup() {
        useShortcuts(shortcuts);
        return () => h('div', [h('input'), h('button')]);
      },
    }),
    { attachTo: document.body },
  );
}

function press(key: string, modifiers: KeyboardEventInit = {}, target: EventTarget = document.body): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers });
  target.dispatchEvent(event);
  return event;
}

afterEach(() => {
  document.body.innerHTML = '';
});

describe('useShortcuts', () => {
  it('tells keys with and without modifiers apart', () => {
    const ran: string[] = [];
    const keys = ['l', 'Shift+L', 'Mod+Z', 'Mod+Shift+Z', '?', 'ArrowUp'];
    const wrapper = listen(keys.map((one) => ({ keys: one, run: () => void ran.push(one) })));
    press('l');
    press('L', { shiftKey: true });
    press('z', { ctrlKey: true });
    press('Z', { metaKey: true, shiftKey: true });
    press('?', { shiftKey: true });
    press('ArrowUp');
    expect(ran).toEqual(keys);
    expect(press('z').defaultPrevented).toBe(false);
    expect(press('ArrowUp', { shiftKey: true }).defaultPrevented).toBe(false);
    wrapper.unmount();
  });

  it('takes a digit by the place of its key where that gives another character, as on French keyboards', () => {
    const ran: string[] = [];
    const wrapper = listen(['1', '6', '0'].map((one) => ({ keys: one, run: () => void ran.push(one) })));
    press('&', { code: 'Digit1' });
    press('à', { code: 'Digit0' });
    press('1', { code: 'Digit1', shiftKey: true });
    press('6', { code: 'Numpad6' });
    expect(ran).toEqual(['1', '0', '1', '6']);
    expect(press('!', { code: 'Digit1', shiftKey: true }).defaultPrevented).toBe(false);
    expect(press('&', { code: 'Digit1', ctrlKey: true }).defaultPrevented).toBe(false);
    expect(press('ArrowRight', { code: 'Numpad6' }).defaultPrevented).toBe(false);
    wrapper.unmount();
  });

  it('takes the character of a key before the place of a digit', () => {
    const ran: string[] = [];
    const wrapper = listen(['-', '6'].map((one) => ({ keys: one, run: () => void ran.push(one) })));
    press('-', { code: 'Digit6' });
    press('6', { code: 'Digit6', shiftKey: true });
    expect(ran).toEqual(['-', '6']);
    wrapper.unmount();
  });

  it('rests while somebody types and while a dialog is open', () => {
    const run = vi.fn();
    const wrapper = listen([{ keys: 'n', run }]);
    press('n', {}, wrapper.get('input').element);
    expect(run).not.toHaveBeenCalled();
    const dialog = document.createElement('div');
    dialog.setAttribute('role', 'dialog');
    dialog.dataset['state'] = 'open';
    document.body.append(dialog);
    press('n');
    expect(run).not.toHaveBeenCalled();
    dialog.remove();
    press('n');
    expect(run).toHaveBeenCalledTimes(1);
    wrapper.unmount();
  });

  it('gives a key to the last component that wants it, as long as it lives', () => {
    const [outer, inner] = [vi.fn(), vi.fn()];
    const window = listen([{ keys: '1', run: outer }]);
    const screen = listen([{ keys: '1', run: inner, when: () => true }]);
    press('1');
    screen.unmount();
    press('1');
    expect([inner.mock.calls.length, outer.mock.calls.length]).toEqual([1, 1]);
    expect(activeShortcuts()).toHaveLength(1);
    window.unmount();
    press('1');
    expect(outer).toHaveBeenCalledTimes(1);
  });

  it('leaves a key alone that is not to be taken now', () => {
    const wrapper = listen([{ keys: 'Mod+Z', when: () => false, run: () => expect.unreachable() }]);
    expect(press('z', { ctrlKey: true }).defaultPrevented).toBe(false);
    wrapper.unmount();
  });
});
