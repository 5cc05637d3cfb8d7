import { ref, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import type { ProjectState } from '../../shared/contract/project.ts';
import { useAttempt } from '../engine/attempt.ts';
import { useEngine } from '../engine/client.ts';
import { useProject } from '../stores/project.ts';

export type Door = 'create' | 'open' | 'demo';

export interface ProjectDoors {
  /** Which one is being gone through. */
  readonly entering: Readonly<Ref<Door | undefined>>;
  /** Makes a project of a folder of images. */
  create(folder: string): Promise<void>;
  open(path: string): Promise<void>;
  demo(): Promise<void>;
}

/** The ways into a project. Each leads on to Label, or stays at Start when the images have to be found first. */
export function useProjectDoors(): ProjectDoors {
  const engine = useEngine();
  const attempt = useAttempt();
  const router = useRouter();
  const store = useProject();
  const entering = ref<Door>();

  async function enter(door: Door, call: () => Promise<ProjectState>): Promise<void> {
    if (entering.value) return;
    entering.value = door;
    const project = await attempt(call);
    entering.value = undefined;
    if (!project) return;
    store.take(project);
    await router.push({ name: project.folderState === 'missing' ? 'start' : 'label' });
  }

  return {
    entering,
    create: (folder) => enter('create', () => engine.project.create({ folder })),
    open: (path) => enter('open', () => engine.project.open({ path })),
    demo: () => enter('demo', () => engine.project.createDemo()),
  };
}
