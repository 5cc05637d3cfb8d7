import { nextTick, ref } from 'vue';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { activeShortcuts } from '../../../../src/renderer/composables/useShortcuts.ts';
import MapCanvas from '../../../../src/renderer/screens/map/MapCanvas.vue';
import type { PointRows } from '../../../../src/renderer/screens/map/useMapPoints.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen, type MountedScreen } from '../support/mountScreen.ts';

/** Three images at the corners of a square of which the fourth is empty, and one in the middle. */
const rows: PointRows = {
  indices: Int32Array.of(10, 11, 12, 13),
  positions: Float32Array.of(-1, 1, 1, 1, -1, -1, 0, 0),
  classes: new Int16Array(4).fill(-1),
  confidence: new Uint8Array(4),
  isLabelled: new Uint8Array(4),
};

const selected = ref<ReadonlySet<number>>(new Set());
let mounted: MountedScreen;

beforeEach(async () => {
  vi.stubGlobal(
    'ResizeObserver',
    class {
      readonly #tell: (entries: object[]) => void;
      constructor(tell: (entries: object[]) => void) {
        this.#tell = tell;
      }
      observe = (): void => this.#tell([{ contentRect: { width: 400, height: 400 } }]);
      disconnect = (): void => undefined;
    },
  );
  selected.value = new Set();
  const props = {
    rows,
    modelValue: selected.value,
    'onUpdate:modelValue': (value: ReadonlySet<number>) => {
      selected.value = value;
      return mounted.wrapper.setProps({ modelValue: value });
    },
  };
  mounted = await mountScreen(MapCanvas, fakeEngine(), { props });
});
afterEach(() => void vi.unstubAllGlobals());

async function press(key: string, modifiers: KeyboardEventInit = {}, times = 1): Promise<void> {
  const canvas = mounted.wrapper.get('canvas').element;
  for (let i = 0; i < times; i++) {
    canvas.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...modifiers }));
  }
  await nextTick();
}

it('selects what is in the circle, and adds to it, by keys alone', async () => {
  mounted.wrapper.get('canvas').element.focus();
  await press('Enter');
  expect([...selected.value]).toEqual([13]);
  await press('ArrowUp', {}, 10);
  await press('ArrowLeft', {}, 10);
  await press('Enter', { shiftKey: true });
  expect([...selected.value]).toEqual([13, 10]);
  await press('ArrowRight', {}, 20);
  await press('Enter');
  expect([...selected.value]).toEqual([11]);
});

it('tells how many images are in the circle as it moves and grows', async () => {
  mounted.wrapper.get('canvas').element.focus();
  const told = () => mounted.wrapper.get('output[aria-live]').text();
  await press('ArrowDown', {}, 10);
  expect(told()).toBe('No image here');
  await press('ArrowUp', { shiftKey: true }, 6);
  expect(told()).toBe('2 images');
  await press('ArrowDown', { shiftKey: true }, 8);
  await press('ArrowLeft', {}, 10);
  expect(told()).toBe('1 image');
  await press('ArrowRight');
  await press('+', {}, 8);
  expect(told()).toBe('No image here');
  await press('-', {}, 8);
  await press('ArrowLeft');
  expect(told()).toBe('1 image');
});

it('takes no key while the focus is elsewhere', async () => {
  await press('Enter');
  expect(selected.value.size).toBe(0);
});

it('lists its keys', () => {
  const listed = activeShortcuts().flatMap(({ keys, label, group }) =>
    group === 'map.keys.title' && label ? keys : [],
  );
  expect(listed).toEqual(['ArrowRight', 'Shift+ArrowUp', 'Shift+ArrowDown', 'Enter', 'Shift+Enter', '+', '-', 'Home']);
});
