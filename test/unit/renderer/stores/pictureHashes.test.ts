import { flushPromises } from '@vue/test-utils';
import { defineComponent, h } from 'vue';
import { describe, expect, it, vi } from 'vitest';
import { usePictures } from '../../../../src/renderer/engine/pictures.ts';
import { fakeEngine } from '../support/fakeEngine.ts';
import { mountScreen } from '../support/mountScreen.ts';
import { projectState } from '../support/projectState.ts';

const Addresses = defineComponent({
  props: { indices: { type: Array<number>, required: true } },
  setup(props) {
    const { thumbnailUrl, fullUrl } = usePictures();
    return () => h('p', props.indices.map((index) => `${thumbnailUrl(index)} ${fullUrl(index)}`).join('; '));
  },
});

describe('usePictures', () => {
  it('asks once for all images of a neighbourhood, and anew for another project', async () => {
    const hashes = vi.fn(({ start, end }: { start: number; end: number }) => ({
      start,
      hashes: Array.from({ length: end - start }, (_, offset) => (start + offset === 1 ? '' : `hash${start + offset}`)),
    }));
    const { wrapper, emit } = await mountScreen(Addresses, fakeEngine({ images: { hashes } }), {
      events: [{ type: 'project', project: projectState() }],
      props: { indices: [0, 1, 999] },
    });
    await flushPromises();
    expect(wrapper.text()).toContain('images/0/thumbnail?v=hash0 images/0/full?v=hash0');
    expect(wrapper.text()).toContain('images/999/thumbnail?v=hash999');
    expect(wrapper.text()).toContain('undefined undefined');
    expect(hashes).toHaveBeenCalledTimes(1);
    await emit({ type: 'project', project: projectState({ path: '/data/another.handful' }) });
    expect(hashes).toHaveBeenCalledTimes(2);
  });

  it('asks again for images that were not there yet, until they are', async () => {
    vi.useFakeTimers();
    let imported = 1;
    const hashes = vi.fn(({ start, end }: { start: number; end: number }) => ({
      start,
      hashes: Array.from({ length: end - start }, (_, offset) => (start + offset < imported ? 'hash' : '')),
    }));
    const { wrapper } = await mountScreen(Addresses, fakeEngine({ images: { hashes } }), {
      events: [{ type: 'project', project: projectState() }],
      props: { indices: [0, 1] },
    });
    await vi.advanceTimersByTimeAsync(500);
    expect(hashes).toHaveBeenCalledTimes(1);
    imported = 2;
    await vi.advanceTimersByTimeAsync(3000);
    expect(hashes).toHaveBeenCalledTimes(2);
    expect(wrapper.text()).toContain('images/1/thumbnail?v=hash');
    vi.useRealTimers();
  });
});
