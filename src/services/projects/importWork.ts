import { throwIfStopped } from '../../shared/stopSignal.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
import type { StopSignal } from '../../shared/stopSignal.ts';
import type { ImageFolder, Preprocessing } from '../ports/images.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import type { PixelCache } from './pixelRows.ts';
import type { ImportProgress, ProgressMeter } from './progressMeter.ts';
import type { Care } from './readImage.ts';

export interface ImportOptions {
  readonly store: ProjectStore;
  readonly folder: ImageFolder;
  readonly preprocessing: Preprocessing;
  /** How many files are read at once: the number of cores. */
  readonly concurrency: number;
  /** How many images are written and registered together; a crash loses no more than these. Default 256. */
  readonly windowSize?: number;
  /** Default 'glimpse': large images are looked at quickly now, and `readInFull` before anything is learnt from them. */
  readonly care?: Care;
  readonly signal?: StopSignal;
  readonly onProgress?: (progress: ImportProgress) => void;
  /** Called with new images when they are in the project, window by window: from then on they can be labelled. */
  readonly onCommitted?: (images: readonly ImageRecord[]) => void;
}

/** Everything the steps of an import share. */
export interface ImportWork extends ImportOptions {
  readonly cache: PixelCache;
  readonly progress: ProgressMeter;
}

/** Throws STOPPED when the signal asks for it; what was read before is kept. */
export function stopIfAsked({ signal }: Pick<ImportWork, 'signal'>): void {
  throwIfStopped(signal, 'The import', 'Import the folder again; it goes on where it stopped.');
}
