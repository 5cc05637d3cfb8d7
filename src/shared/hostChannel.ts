/**
 * What a host (the server, the desktop app) and the engine process say to each other. Everything is plain JSON, so
 * that the two ends need not run the same version of Node.
 */

import type { Problem } from './problem.ts';

/** The whole picture, or a small one for the grid. */
export type PictureKind = 'thumbnail' | 'full';

export type ToEngine =
  /** A window is there; numbers are never used again. */
  | { readonly type: 'connect'; readonly connection: number }
  /** An encoded message of the contract. */
  | { readonly type: 'frame'; readonly connection: number; readonly data: string }
  | { readonly type: 'disconnect'; readonly connection: number }
  /** `hash`: the first digits, at least 12, of the content hash that the image is expected to have. */
  | {
      readonly type: 'picture';
      readonly request: number;
      readonly index: number;
      readonly kind: PictureKind;
      readonly hash: string;
    }
  /** Opens a project: the one that was asked for at the start, or the one that was open before a restart. */
  | { readonly type: 'open'; readonly path: string }
  /** Close the project and end. */
  | { readonly type: 'shutdown' };

export type FromEngine =
  | { readonly type: 'ready'; readonly pid: number }
  | { readonly type: 'frame'; readonly connection: number; readonly data: string }
  /** What came over this connection cannot be read; it is closed. */
  | { readonly type: 'disconnect'; readonly connection: number }
  | { readonly type: 'picture'; readonly request: number; readonly mimeType: string; readonly base64: string }
  | { readonly type: 'picture'; readonly request: number; readonly problem: Problem }
  /** Absolute path of the project that is open now. */
  | { readonly type: 'project'; readonly path: string | null }
  /** The project that was to be opened could not be. */
  | { readonly type: 'notOpened'; readonly path: string; readonly problem: Problem };
