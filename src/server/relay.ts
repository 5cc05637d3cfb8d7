import type { WebSocket } from 'ws';
import type { Supervisor } from '../supervisor/supervisor.ts';

/** The longest message that a window may send: enough to label a million images at once. */
export const LONGEST_FRAME_BYTES = 16 * 1024 * 1024;
/** A window that leaves more than this unread is cut off; it connects again and gets the state as it is then. */
const UNREAD_LIMIT_BYTES = 64 * 1024 * 1024;

const UNSUPPORTED_DATA = 1003;
const GOING_AWAY = 1001;
const TRY_AGAIN_LATER = 1013;

/** Hands messages back and forth between a window and the engine, without looking into them. */
export function relay(socket: WebSocket, supervisor: Pick<Supervisor, 'connect'>): void {
  const connection = supervisor.connect({
    frame(data) {
      if (socket.bufferedAmount > UNREAD_LIMIT_BYTES) {
        connection.close();
        socket.close(TRY_AGAIN_LATER, 'The window does not keep up.');
      } else if (socket.readyState === socket.OPEN) socket.send(data);
    },
    closed: () => socket.close(GOING_AWAY, 'The engine is away.'),
  });
  socket.on('message', (data, isBinary) => {
    if (isBinary) {
      socket.close(UNSUPPORTED_DATA, 'Messages are text.');
      return;
    }
    // One message at a time: a window that sends faster than the engine reads has to wait.
    socket.pause();
    void connection.send(String(data)).then(() => socket.resume());
  });
  socket.on('close', () => connection.close());
  // What is wrong with a socket is that it closes, and that is heard above.
  socket.on('error', () => undefined);
}
