/** A decoded image: 8-bit RGB, interleaved [height, width, 3], upright. */
export interface DecodedImage {
  readonly pixels: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What was taken of a file that holds more: 'page 1 of 3', '16 bit reduced to 8', 'alpha over white' ... */
  readonly note: string | undefined;
}

/** An image file of the folder with its decoded pixels and the SHA-256 of its bytes. */
export interface ImageFile extends DecodedImage {
  readonly path: string;
  readonly contentHash: string;
}

/** The folder a project looks at. Paths are relative to it, with forward slashes, in a stable order. */
export interface ImageFolder {
  readonly root: string;
  /** All files below the folder, images or not, hidden ones left out. Throws FOLDER_MISSING. */
  list(): Promise<string[]>;
  /** Reads, hashes and decodes one file. Throws IMAGE_UNREADABLE with the reason. */
  read(path: string): Promise<ImageFile>;
}
