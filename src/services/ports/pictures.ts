import type { ImageRecord } from '../../shared/domain/records.ts';

/** A picture as a browser can show it. */
export interface Picture {
  readonly bytes: Uint8Array;
  /** 'image/png', 'image/jpeg' or 'image/webp'. */
  readonly mimeType: string;
}

/**
 * Pictures of the images of a project, read by the same rules as at import: upright, 8 bit, transparency over white,
 * the first page. Both throw IMAGE_UNREADABLE when the file is gone, damaged, or no longer the one that was imported.
 */
export interface Pictures {
  /** At most 256 px on the longer side, never enlarged. Kept on disk by content. */
  thumbnail(image: ImageRecord): Promise<Picture>;
  /** At most 4096 px on the longer side. */
  full(image: ImageRecord): Promise<Picture>;
}
