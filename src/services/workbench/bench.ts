import type { WorkbenchEvent } from '../../shared/contract/events.ts';
import type { ImageRecord } from '../../shared/domain/records.ts';
import type { ImageFolder } from '../ports/images.ts';
import type { LabelBook } from '../labeling/labelBook.ts';
import type { Machine } from '../ports/machine.ts';
import type { ProjectStore } from '../ports/projectStore.ts';
import type { FullReader } from '../projects/fullReader.ts';
import type { Activities } from './activities.ts';

/** What the parts of an open project share. */
export interface Bench {
  readonly machine: Machine;
  readonly store: ProjectStore;
  readonly activities: Activities;
  /** Labels and classes, and the only way to change them. */
  readonly labels: LabelBook;
  readonly fullReader: FullReader;
  /** See `ProjectState`. */
  readonly revision: number;
  /** Images that are in the folder, by index. */
  images(): readonly ImageRecord[];
  /** The folder of the images. Throws FOLDER_MISSING. */
  folder(): ImageFolder;
  /** Side of the square that the encoder sees, px; decided at the first import. */
  imageSizePx(): Promise<number>;
  publish(event: WorkbenchEvent): void;
  /** To be called when something that shows in the project's state has changed; it is published soon after. */
  changed(): void;
  /** Work that nobody waits for: its error is published with its activity, anything else is a fault and is thrown. */
  inBackground(work: Promise<unknown>): void;
}
