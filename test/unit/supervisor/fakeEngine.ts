import type { FromEngine, ToEngine } from '../../../src/shared/hostChannel.ts';
import type { EngineProcess } from '../../../src/supervisor/engineProcess.ts';
import { Supervisor, type SupervisorEvent } from '../../../src/supervisor/supervisor.ts';

/** An engine process that a test plays. */
export class FakeEngine implements EngineProcess {
  readonly sent: ToEngine[] = [];
  wasKilled = false;
  #take: (message: FromEngine) => void = () => undefined;
  #exit: (how: string) => void = () => undefined;

  send(message: ToEngine): Promise<void> {
    this.sent.push(message);
    return Promise.resolve();
  }

  onMessage(listener: (message: FromEngine) => void): void {
    this.#take = listener;
  }

  onExit(listener: (how: string) => void): void {
    this.#exit = listener;
  }

  kill(): void {
    this.wasKilled = true;
    this.#exit('signal SIGKILL');
  }

  say(message: FromEngine): void {
    this.#take(message);
  }

  die(how = 'code 1'): void {
    this.#exit(how);
  }
}

/** A supervisor that has been started, with the engines that it started and what it told. */
export function supervised(project: string | null = null) {
  const engines: FakeEngine[] = [];
  const events: SupervisorEvent[] = [];
  const spawn = (): FakeEngine => {
    engines.push(new FakeEngine());
    return engines.at(-1)!;
  };
  const supervisor = new Supervisor(spawn, (event) => events.push(event), project);
  supervisor.start();
  return { supervisor, engines, events };
}

/** A window that notes what it hears. */
export function noticingWindow() {
  const frames: string[] = [];
  const window = {
    frames,
    closedCount: 0,
    frame: (data: string) => void frames.push(data),
    closed: () => void window.closedCount++,
  };
  return window;
}
