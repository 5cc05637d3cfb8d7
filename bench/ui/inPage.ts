/** Functions that run inside the page; none may use anything of ours outside of itself. */

/** What they use of a page, as the types of Node do not know it. */
interface PageElement {
  scrollTop: number;
  readonly complete?: boolean;
}
declare const document: {
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
declare const window: { addEventListener(type: string, run: () => void, options: object): void };
declare function requestAnimationFrame(run: (timeMs: number) => void): void;
declare class MutationObserver {
  constructor(run: () => void);
  observe(element: PageElement, options: object): void;
  disconnect(): void;
}

/** Whether more than a few cells are in sight, each with its picture. */
export function isUsable(): boolean {
  const pictures = [...document.querySelectorAll('[role=gridcell] img')];
  return pictures.length > 20 && pictures.every(({ complete }) => complete);
}

export interface FrameTimes {
  readonly framesPerSecond: number;
  /** 95th percentile of the time between frames, ms. */
  readonly p95Ms: number;
}

/** Scrolls the grid by `stepPx` per frame and measures how often frames come. */
export async function scrollGrid({ stepPx, frameCount }: { stepPx: number; frameCount: number }): Promise<FrameTimes> {
  const grid = document.querySelector('[role=grid]')!;
  const times: number[] = [];
  await new Promise<void>((resolve) => {
    const frame = (time: number): void => {
      times.push(time);
      grid.scrollTop += stepPx;
      if (times.length <= frameCount) requestAnimationFrame(frame);
      else resolve();
    };
    requestAnimationFrame(frame);
  });
  const pauses = times.slice(1).map((time, index) => time - times[index]!);
  pauses.sort((a, b) => a - b);
  return {
    framesPerSecond: (1000 * pauses.length) / (times.at(-1)! - times[0]!),
    p95Ms: pauses[Math.floor(pauses.length * 0.95)]!,
  };
}

export interface LabelTimes {
  /** From the keystroke until the label shows, ms. */
  readonly labelMs: number;
  /** From the keystroke until the last pseudo-label in sight had changed; absent when none changed. */
  readonly spreadMs?: number;
}

/** Waits for the next keystroke and measures what it changes in the grid, until nothing has changed for `quietMs`. */
export function watchKeystroke(quietMs: number): Promise<LabelTimes> {
  return new Promise((resolve) => {
    const grid = document.querySelector('[role=grid]')!;
    let pressed = 0;
    const changes: number[] = [];
    let timer: ReturnType<typeof setTimeout>;
    const observer = new MutationObserver(() => {
      requestAnimationFrame(() => {
        changes.push(performance.now() - pressed);
        clearTimeout(timer);
        timer = setTimeout(finish, quietMs);
      });
    });
    const finish = (): void => {
      observer.disconnect();
      const spreadMs = changes.length > 1 ? { spreadMs: changes.at(-1)! } : {};
      resolve({ labelMs: changes[0]!, ...spreadMs });
    };
    const press = (): void => {
      pressed = performance.now();
      observer.observe(grid, { subtree: true, childList: true, attributes: true, characterData: true });
    };
    window.addEventListener('keydown', press, { capture: true, once: true });
  });
}
