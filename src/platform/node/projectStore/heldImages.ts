import type { ImageRecord, NewImage } from '../../../shared/domain/records.ts';

/** An image without what follows from the others. */
export type StoredImage = Omit<ImageRecord, 'duplicateOf'>;

/** The images of a project in memory: reading 100,000 of them from the database takes most of a second. */
export class HeldImages {
  /** In the folder, by index. Replaced when images are added, so that whoever has it keeps what it was. */
  present: readonly ImageRecord[];
  /** In the folder once and not now, by index. */
  readonly gone: readonly ImageRecord[];
  /** Index of the first image of each content that is in the folder. */
  readonly #firstOf = new Map<string, number>();

  /** Both by index. */
  constructor(present: readonly StoredImage[], gone: readonly StoredImage[]) {
    this.present = present.map((image) => this.#taken(image));
    this.gone = gone.map((image) => this.#asRecord(image));
  }

  /** Takes note of images that came into the folder and have the indices from `firstIndex` on. */
  add(firstIndex: number, images: readonly NewImage[]): ImageRecord[] {
    const added = images.map((image, place) => this.#taken({ index: firstIndex + place, ...image }));
    this.present = [...this.present, ...added];
    return added;
  }

  /** In ascending order of the indices. */
  #taken(image: StoredImage): ImageRecord {
    const record = this.#asRecord(image);
    if (record.duplicateOf === undefined) this.#firstOf.set(image.contentHash, image.index);
    return record;
  }

  /** A copy refers to the first image of that content that is in the folder now. */
  #asRecord({ index, path, contentHash, widthPx, heightPx, note }: StoredImage): ImageRecord {
    const first = this.#firstOf.get(contentHash);
    const duplicateOf = first !== undefined && first < index ? first : undefined;
    return { index, path, contentHash, widthPx, heightPx, note, duplicateOf };
  }
}
