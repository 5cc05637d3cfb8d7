import type OpenSeadragon from 'openseadragon';
import { onMounted, onUnmounted, watch, type Ref } from 'vue';

export interface PictureViewer {
  zoomBy(factor: number): void;
  fit(): void;
}

const LARGEST_PIXEL_RATIO = 24;

/** Shows a picture that can be zoomed and moved. The library is loaded when first needed. */
export function usePictureViewer(
  place: Readonly<Ref<HTMLElement | null>>,
  url: () => string | undefined,
): PictureViewer {
  let viewer: OpenSeadragon.Viewer | undefined;
  let isGone = false;

  function open(address: string | undefined): void {
    if (address !== undefined) viewer?.open({ tileSource: { type: 'image', url: address, buildPyramid: false } });
  }

  onMounted(async () => {
    const { default: openSeadragon } = await import('openseadragon');
    if (isGone || !place.value) return;
    keepStylesOut();
    viewer = openSeadragon({
      element: place.value,
      showNavigationControl: false,
      keyboardNavEnabled: false,
      drawer: 'canvas',
      animationTime: 0.25,
      maxZoomPixelRatio: LARGEST_PIXEL_RATIO,
      visibilityRatio: 0.5,
      gestureSettingsMouse: { clickToZoom: false, dblClickToZoom: true },
    });
    open(url());
  });
  onUnmounted(() => {
    isGone = true;
    viewer?.destroy();
  });
  watch(url, open);

  return {
    zoomBy(factor) {
      viewer?.viewport?.zoomBy(factor);
      viewer?.viewport?.applyConstraints();
    },
    fit: () => void viewer?.viewport?.goHome(),
  };
}

/**
 * The library writes a style element into the page, which the page's security policy forbids, unless it finds its own
 * there. It is for touch screens only; a stand-in of no namespace that browsers know satisfies it.
 */
function keepStylesOut(): void {
  const mark = 'data-openseadragon-mobile-css';
  if (document.head.querySelector(`style[${mark}]`)) return;
  const standIn = document.createElementNS('handful', 'style');
  standIn.setAttribute(mark, '');
  document.head.append(standIn);
}
