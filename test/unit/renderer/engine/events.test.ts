import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, describe, expect, it } from 'vitest';
import { feedStores } from '../../../../src/renderer/engine/events.ts';
import { useActivities } from '../../../../src/renderer/stores/activities.ts';
import { useColumns } from '../../../../src/renderer/stores/columns.ts';
import { useConnection } from '../../../../src/renderer/stores/connection.ts';
import { useMap } from '../../../../src/renderer/stores/map.ts';
import { useProblems } from '../../../../src/renderer/stores/problems.ts';
import { useProject } from '../../../../src/renderer/stores/project.ts';
import { pack } from '../../../../src/shared/contract/columns.ts';
import type { WorkbenchEvent } from '../../../../src/shared/contract/events.ts';
import { projectState } from '../support/projectState.ts';

beforeEach(() => setActivePinia(createPinia()));

const columns: WorkbenchEvent = {
  type: 'columns',
  columns: {
    revision: 1,
    length: 2,
    labels: pack(Int16Array.of(0, -1)),
    pseudo: pack(Int16Array.of(-1, 0)),
    confidence: pack(Uint8Array.of(0, 9)),
  },
};
const failedImport: WorkbenchEvent = {
  type: 'activity',
  activity: {
    id: 'import-1',
    kind: 'import',
    title: 'Reading the images',
    done: 0,
    total: 0,
    canCancel: true,
    state: 'failed',
    error: { code: 'FOLDER_EMPTY', message: 'No images.', remedy: 'Choose another folder.' },
  },
};

describe('feedStores', () => {
  it('keeps the columns while a project changes, and drops them for another project', () => {
    const { event } = feedStores();
    event({ type: 'project', project: projectState() });
    event(columns);
    event({ type: 'project', project: projectState({ labelCount: 1, revision: 2 }) });
    expect(useColumns().columns.length).toBe(2);
    expect(useProject().project?.labelCount).toBe(1);
    const maps = useMap().changeCount;
    event({ type: 'project', project: projectState({ path: '/data/another.handful' }) });
    expect(useColumns().columns.length).toBe(0);
    expect(useMap().changeCount).toBeGreaterThan(maps);
  });

  it('shows what an activity failed of', () => {
    feedStores().event(failedImport);
    expect(useProblems().problems).toMatchObject([{ code: 'FOLDER_EMPTY', remedy: 'Choose another folder.' }]);
  });

  it('forgets what the former engine was doing when the next one answers', () => {
    const listener = feedStores();
    const info = {
      version: '1',
      host: 'browser' as const,
      device: { name: 'CPU', kind: 'cpu' as const },
      enginePid: 1,
    };
    listener.opened(info);
    listener.event(failedImport);
    listener.lost();
    expect(useConnection().state).toBe('away');
    listener.opened({ ...info, enginePid: 2 });
    expect(useActivities().all).toEqual([]);
    expect(useConnection()).toMatchObject({ state: 'open', returnCount: 1 });
  });
});
