import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, it } from 'vitest';
import { useMap } from '../../../../src/renderer/stores/map.ts';

beforeEach(() => setActivePinia(createPinia()));

it('takes a selection from elsewhere as a copy, and lets go of it', () => {
  const images = new Set([3, 5]);
  const map = useMap();
  map.select(images);
  images.add(7);
  expect([...map.selected]).toEqual([3, 5]);
  map.forget();
  expect(map.selected.size).toBe(0);
});
