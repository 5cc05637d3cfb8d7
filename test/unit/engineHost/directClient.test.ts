import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { directClient } from '../../../src/engineHost/directClient.ts';
import { nodeMachine } from '../../../src/engineHost/machine.ts';
import { Workbench } from '../../../src/services/workbench/workbench.ts';
import type { EngineClient } from '../../../src/shared/contract/contract.ts';
import { unpackInt16 } from '../../../src/shared/contract/columns.ts';
import { fromWire } from '../../../src/shared/contract/errors.ts';
import type { WorkbenchEvent } from '../../../src/shared/contract/events.ts';
import { RED_AND_BLUE, writePictures } from '../../support/pictures.ts';
import { sharedRuntime } from '../../support/sharedRuntime.ts';

let folder: string;
let workbench: Workbench;
let client: EngineClient;

beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'handful-'));
  workbench = new Workbench({ ...nodeMachine(), runtime: sharedRuntime });
  client = directClient({ workbench, host: 'browser' });
});

afterEach(async () => {
  await workbench.close();
  rmSync(folder, { recursive: true });
});

/** Events until one satisfies `isLast`. */
async function eventsUntil(isLast: (event: WorkbenchEvent) => boolean): Promise<WorkbenchEvent[]> {
  const events: WorkbenchEvent[] = [];
  for await (const event of await client.events()) {
    events.push(event);
    if (isLast(event)) break;
  }
  return events;
}

describe('an engine called directly', () => {
  it('makes a project and imports its folder, telling all along', async () => {
    const images = path.join(folder, 'tiles');
    const names = await writePictures(images, RED_AND_BLUE, 6);
    const telling = eventsUntil((event) => event.type === 'project' && event.project?.imageCount === 12);
    const state = await client.project.create({ folder: images });
    expect(state).toMatchObject({ name: 'tiles', folder: images, folderState: 'here', imageCount: 0 });
    const events = await telling;
    expect(events[0]).toEqual({ type: 'project', project: null });
    expect(events).toContainEqual(
      expect.objectContaining({ activity: expect.objectContaining({ kind: 'import', state: 'running' }) }),
    );
    expect(await client.project.find({ path: names[0]! })).toHaveProperty('imageIndex');
  });

  it('tells a window that comes later everything as it is', async () => {
    const images = path.join(folder, 'tiles');
    await writePictures(images, RED_AND_BLUE, 3);
    await client.project.create({ folder: images });
    await eventsUntil((event) => event.type === 'project' && event.project?.imageCount === 6);
    await client.labels.assign({ indices: [0], className: 'red', where: 'grid' });
    const events = await eventsUntil((event) => event.type === 'training');
    expect(events.map(({ type }) => type)).toEqual(['project', 'columns', 'training']);
    const [, columns] = events;
    expect(columns?.type === 'columns' && [...unpackInt16(columns.columns.labels)]).toEqual([0, -1, -1, -1, -1, -1]);
  });

  it('makes no project of a folder without files', async () => {
    const nothing = path.join(folder, 'nothing');
    mkdirSync(nothing);
    const error = fromWire(await client.project.create({ folder: nothing }).catch((e: unknown) => e));
    expect(error.code).toBe('FOLDER_EMPTY');
    expect(existsSync(`${nothing}.handful`)).toBe(false);
    expect(await client.project.state()).toBeNull();
  });

  it('sends errors with what is wrong and what to do', async () => {
    const error = fromWire(await client.project.open({ path: path.join(folder, 'none') }).catch((e: unknown) => e));
    expect(error).toMatchObject({ code: 'PROJECT_MISSING', remedy: expect.stringContaining('Check the path') });
    const refused = fromWire(await client.project.skipped().catch((e: unknown) => e));
    expect(refused.code).toBe('NO_PROJECT');
  });

  it('refuses what is not of the contract', async () => {
    const wrong = { path: 7 } as unknown as { path: string };
    const error = fromWire(await client.project.open(wrong).catch((e: unknown) => e));
    expect(error.code).toBe('REQUEST_INVALID');
  });
});
