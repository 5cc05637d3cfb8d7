import { existsSync, mkdirSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { HandfulError } from '../../../shared/errors.ts';
import type { ProjectStore } from '../../../services/ports/projectStore.ts';
import { blobFiles, removeLeftovers } from './blobs.ts';
import { changeTables } from './changes.ts';
import { damaged, type Database } from './database.ts';
import { readFolder, writeFolder } from './folderPlace.ts';
import { databasePath, hold, letGo } from './hold.ts';
import { noteHolder, removeHolder } from './holder.ts';
import { imageTable } from './images.ts';
import { labelTable } from './labels.ts';
import { migrate } from './migration.ts';
import { rowFiles } from './rowFiles.ts';
import { runTables } from './runs.ts';
import { APPLICATION_ID, SCHEMA, SCHEMA_VERSION } from './schema.ts';

/**
 * Makes a project for the images of `folder` and holds it. Throws FOLDER_MISSING, PROJECT_EXISTS, DISK_FULL.
 * Killed in the middle, it can be called again.
 */
export async function createProject(path: string, folder: string): Promise<ProjectStore> {
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) {
    throw new HandfulError('FOLDER_MISSING', `There is no folder at ${folder}.`, 'Check the path and its spelling.');
  }
  const isFree = !existsSync(path) || (statSync(path).isDirectory() && readdirSync(path).length === 0);
  if (!isFree && !existsSync(databasePath(path))) throw exists(path, 'There is something else');
  mkdirSync(path, { recursive: true });
  const projectPath = realpathSync(path);
  const database = await hold(projectPath);
  return closedOnError(database, async () => {
    if (versionOf(database) > 0) throw exists(path, 'There is a project');
    database.transaction(() => {
      database.execute(SCHEMA);
      writeFolder(database, projectPath, realpathSync(folder));
      database.execute(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = ${SCHEMA_VERSION}`);
    });
    return storeOf(database, projectPath);
  });
}

/** Opens a project and holds it. Throws PROJECT_MISSING, PROJECT_IN_USE, PROJECT_NEWER, PROJECT_DAMAGED. */
export async function openProject(path: string): Promise<ProjectStore> {
  if (!existsSync(databasePath(path))) throw missing(path);
  const projectPath = realpathSync(path);
  const database = await hold(projectPath);
  return closedOnError(database, () => {
    const version = versionOf(database);
    if (version === 0) throw missing(path);
    if (version > SCHEMA_VERSION) throw newer(path, version);
    const [check] = database.all<{ quick_check: string }>('PRAGMA quick_check(1)');
    if (check?.quick_check !== 'ok') throw damaged(path, check?.quick_check);
    migrate(database, version);
    return storeOf(database, projectPath);
  });
}

async function storeOf(database: Database, path: string): Promise<ProjectStore> {
  const cache = join(path, 'cache');
  const models = join(path, 'models');
  mkdirSync(cache, { recursive: true });
  mkdirSync(models, { recursive: true });
  await removeLeftovers(database, models);
  noteHolder(path);
  let folder = readFolder(database, path);
  const { closeRows, ...caches } = rowFiles(cache);
  return {
    path,
    get folder() {
      return folder;
    },
    setFolder(moved) {
      folder = resolve(moved);
      writeFolder(database, path, folder);
    },
    ...imageTable(database),
    ...changeTables(database),
    ...labelTable(database),
    ...runTables(database),
    ...blobFiles(database, models),
    ...caches,
    close() {
      closeRows();
      removeHolder(path);
      letGo(database);
    },
  };
}

async function closedOnError<T>(database: Database, work: () => T | Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    letGo(database);
    throw error;
  }
}

/** 0: nothing has been written yet. Throws PROJECT_DAMAGED for the database of another program. */
function versionOf(database: Database): number {
  const [version] = database.all<{ user_version: number }>('PRAGMA user_version');
  const [mark] = database.all<{ application_id: number }>('PRAGMA application_id');
  const tables = database.all('SELECT name FROM sqlite_schema LIMIT 1');
  if (tables.length > 0 && mark?.application_id !== APPLICATION_ID) throw damaged(database.path);
  return version!.user_version;
}

function exists(path: string, what: string): HandfulError {
  return new HandfulError(
    'PROJECT_EXISTS',
    `${what} at ${path} already.`,
    'Choose another name, or open that project.',
  );
}

function missing(path: string): HandfulError {
  return new HandfulError(
    'PROJECT_MISSING',
    `There is no project at ${path}.`,
    'Check the path, or import a folder first.',
  );
}

function newer(path: string, version: number): HandfulError {
  const message = `${path} was made by a newer Handful (form ${version}; this one knows up to ${SCHEMA_VERSION}).`;
  return new HandfulError('PROJECT_NEWER', message, 'Update Handful, then open it again.');
}
