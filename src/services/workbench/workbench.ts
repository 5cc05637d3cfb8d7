import type { WorkbenchEvent } from '../../shared/contract/events.ts';
import type { ProjectState } from '../../shared/contract/project.ts';
import { HandfulError } from '../../shared/errors.ts';
import type { Machine } from '../ports/machine.ts';
import { Activities } from './activities.ts';
import { EventHub } from './eventHub.ts';
import { OpenProject } from './openProject.ts';

/** The engine behind a window: the machine, and at most one open project. */
export class Workbench {
  readonly machine: Machine;
  readonly events = new EventHub();
  readonly activities = new Activities((activity) => this.events.publish({ type: 'activity', activity }));
  #project: OpenProject | undefined;

  constructor(machine: Machine) {
    this.machine = machine;
  }

  /** The open project. Throws NO_PROJECT. */
  get project(): OpenProject {
    if (this.#project) return this.#project;
    throw new HandfulError('NO_PROJECT', 'No project is open.', 'Open one, or make one from a folder of images.');
  }

  get state(): ProjectState | null {
    return this.#project?.state() ?? null;
  }

  /** All that a window has to know, as the events that would have told it. */
  asEvents(): WorkbenchEvent[] {
    return [
      { type: 'project', project: this.state },
      ...(this.#project?.asEvents() ?? []),
      ...this.activities.list().map((activity): WorkbenchEvent => ({ type: 'activity', activity })),
    ];
  }

  /** Makes a project and begins to import its images. Throws as `Machine.createProject`. */
  async create(path: string, folder: string): Promise<OpenProject> {
    const store = await this.machine.createProject(path, folder);
    const project = await this.#take(new OpenProject(this, store));
    project.source.import();
    return project;
  }

  /** Opens a project, unless it is open already. Throws as `Machine.openProject`. */
  async open(path: string): Promise<OpenProject> {
    if (this.#project?.store.path === path) return this.#project;
    return this.#take(new OpenProject(this, await this.machine.openProject(path)));
  }

  async close(): Promise<void> {
    const project = this.#project;
    this.#project = undefined;
    if (project) await this.#remember(project);
    await project?.close();
    this.events.publish({ type: 'project', project: null });
  }

  async #take(project: OpenProject): Promise<OpenProject> {
    await this.close();
    this.#project = project;
    await project.begin();
    for (const event of this.asEvents()) this.events.publish(event);
    await this.#remember(project);
    return project;
  }

  /** Puts a project at the head of the recent ones. A list that cannot be written stops nobody. */
  async #remember(project: OpenProject): Promise<void> {
    const { path, name, folder, imageCount, labelCount } = project.state();
    const entry = { path, name, folder, imageCount, labelCount };
    await this.machine.recentProjects.note(entry).catch(() => undefined);
  }
}
