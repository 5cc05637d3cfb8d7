import { usePictureHashes } from '../stores/pictureHashes.ts';

/** Addresses of the pictures of images. Each is undefined for the moment until its content hash is known; reactive. */
export interface Pictures {
  thumbnailUrl(index: number): string | undefined;
  fullUrl(index: number): string | undefined;
}

/** For use in `setup`. */
export function usePictures(): Pictures {
  const hashes = usePictureHashes();
  const url = (index: number, size: string): string | undefined => {
    const hash = hashes.of(index);
    return hash === undefined ? undefined : `images/${index}/${size}?v=${hash}`;
  };
  return { thumbnailUrl: (index) => url(index, 'thumbnail'), fullUrl: (index) => url(index, 'full') };
}
