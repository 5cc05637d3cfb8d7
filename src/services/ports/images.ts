/** A decoded image: 8-bit RGB, interleaved [height, width, 3], upright. */
export interface DecodedImage {
  readonly pixels: Uint8Array;
  readonly widthPx: number;
  readonly heightPx: number;
  /** What was taken of a file that holds more: 'page 1 of 3', '16 bit reduced to 8', 'alpha over white' ... */
  readonly note: string | undefined;
}

/** What a quick look at a large image gives. */
export interface Glimpse {
  /** The image as a square, 8-bit RGB, interleaved [S, S, 3]: about what `Preprocessing` makes of all its pixels. */
  readonly row: Uint8Array;
  /** Of the image itself, upright. */
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A file of the folder, read and hashed. */
export interface ImageFile {
  readonly path: string;
  /** SHA-256 of its bytes, lower-case hex. */
  readonly contentHash: string;
  /** All its pixels, exactly; above 64 megapixels reduced to 4096 px (see `note`). Throws IMAGE_UNREADABLE. */
  decode(): Promise<DecodedImage>;
  /** A quick look; undefined where reading every pixel takes hardly longer. Throws IMAGE_UNREADABLE. */
  glimpse(sizePx: number): Promise<Glimpse | undefined>;
}

/** The folder a project looks at. Paths are relative to it, with forward slashes, in a stable order. */
export interface ImageFolder {
  /** Absolute. */
  readonly root: string;
  /** All files below the folder, images or not, hidden ones and the litter of systems left out. Throws FOLDER_MISSING. */
  list(): Promise<string[]>;
  /** Reads and hashes one file. Throws IMAGE_UNREADABLE when it cannot be read. */
  read(path: string): Promise<ImageFile>;
}

/** Brings images to the size the encoder sees; the same graph stands in front of the exported classifier. */
export interface Preprocessing {
  /** Side S of the square result, px. */
  readonly sizePx: number;
  /** Rows uint8 [N, S, S, 3] in the order of the images. Faster when the images given together have one size. */
  preprocess(images: readonly DecodedImage[]): Promise<Uint8Array>;
}
