import type { FromEngine, ToEngine } from '../shared/hostChannel.ts';

/** A running engine process, whatever started it. */
export interface EngineProcess {
  /** Resolves when the message is on its way, also when the process is gone. */
  send(message: ToEngine): Promise<void>;
  onMessage(listener: (message: FromEngine) => void): void;
  /** Called once, with how it ended in words: 'code 1', 'signal SIGKILL'. */
  onExit(listener: (how: string) => void): void;
  kill(): void;
}

export type SpawnEngine = () => EngineProcess;
