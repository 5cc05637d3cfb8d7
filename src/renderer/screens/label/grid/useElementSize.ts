import { onMounted, onUnmounted, reactive, type Ref } from 'vue';

/** Inner width and height of an element, px; 0 before it is mounted. */
export function useElementSize(element: Readonly<Ref<HTMLElement | null>>): { widthPx: number; heightPx: number } {
  const size = reactive({ widthPx: 0, heightPx: 0 });
  const observer = new ResizeObserver(measure);

  function measure(): void {
    size.widthPx = element.value?.clientWidth ?? 0;
    size.heightPx = element.value?.clientHeight ?? 0;
  }

  onMounted(() => {
    measure();
    if (element.value) observer.observe(element.value);
  });
  onUnmounted(() => observer.disconnect());
  return size;
}
