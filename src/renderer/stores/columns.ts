import { defineStore } from 'pinia';
import { shallowRef } from 'vue';
import { unpackInt16, unpackUint8 } from '../../shared/contract/columns.ts';
import type { ImageColumns } from '../../shared/contract/images.ts';

/** One row per image index, for all images. Replaced as a whole by each change. */
export interface Columns {
  readonly revision: number;
  readonly length: number;
  /** Class index of the label, -1 where there is none, -2 where there is no image. */
  readonly labels: Int16Array;
  /** Class index of the pseudo-label, -1 where there is none. */
  readonly pseudo: Int16Array;
  /** Confidence of the pseudo-label, 0 to 255. */
  readonly confidence: Uint8Array;
}

const EMPTY: Columns = {
  revision: 0,
  length: 0,
  labels: new Int16Array(0),
  pseudo: new Int16Array(0),
  confidence: new Uint8Array(0),
};

/** Labels and pseudo-labels of all images. */
export const useColumns = defineStore('columns', () => {
  const columns = shallowRef<Columns>(EMPTY);

  function take(packed: ImageColumns): void {
    columns.value = {
      revision: packed.revision,
      length: packed.length,
      labels: unpackInt16(packed.labels),
      pseudo: unpackInt16(packed.pseudo),
      confidence: unpackUint8(packed.confidence),
    };
  }

  function clear(): void {
    columns.value = EMPTY;
  }

  return { columns, take, clear };
});
