import { oc } from '@orpc/contract';
import { z } from 'zod';
import { place } from './values.ts';

const device = z.object({ name: z.string(), kind: z.enum(['cpu', 'gpu']), note: z.string().optional() });

export const appInfo = z.object({
  version: z.string(),
  /** Where the window is: its own, or a browser. It decides whether native dialogs can be asked for. */
  host: z.enum(['desktop', 'browser']),
  device,
  /** Process id of the engine; a new one after it was restarted. */
  enginePid: z.number().int(),
});
export type AppInfo = z.infer<typeof appInfo>;

export const recentProject = z.object({
  /** Absolute path of the project. */
  path: z.string(),
  name: z.string(),
  /** Absolute path of its images. */
  folder: z.string(),
  imageCount: z.number().int(),
  labelCount: z.number().int(),
  /** ISO 8601, UTC. */
  openedAt: z.string(),
  /** Whether the project is no longer where it was. */
  isMissing: z.boolean(),
});
export type RecentProject = z.infer<typeof recentProject>;

export const folderListing = z.object({
  /** Absolute path. */
  path: z.string(),
  /** Absent at the topmost folder that may be looked at. */
  parent: z.string().optional(),
  entries: z.array(z.object({ name: z.string(), path: z.string(), kind: z.enum(['folder', 'project', 'model']) })),
  /** Image files directly in this folder. */
  imageCount: z.number().int(),
});
export type FolderListing = z.infer<typeof folderListing>;

/** The program itself, before any project is open. */
export const appContract = {
  info: oc.output(appInfo),
  recentProjects: oc.output(z.array(recentProject)),
  /** Takes a project off the list; the project stays on disk. */
  forgetProject: oc.input(z.object({ path: place })).output(z.array(recentProject)),
  /** Folders, projects and ONNX files below a folder, for choosing one in a browser; the home folder by default. */
  listFolder: oc.input(z.object({ path: place.optional() })).output(folderListing),
};
