import type { ParentPort } from './channel.ts';

/** The process that forked this one. Throws when nothing did. */
export function parentProcess(): ParentPort {
  if (!process.send) throw new Error('The engine is started by the server or the desktop app, not by itself.');
  // Ctrl-C in a terminal reaches every process of the group: the parent decides when it is time to end.
  process.on('SIGINT', () => undefined);
  return {
    send: (message) => {
      // A parent that is gone is noticed by `onGone`; an error is not needed as well.
      if (process.connected) process.send!(message, () => undefined);
    },
    onMessage: (listener) => process.on('message', listener),
    onGone: (listener) => process.once('disconnect', listener),
  };
}
