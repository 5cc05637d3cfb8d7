import { describe, expect, it } from 'vitest';
import { connectDesktop } from '../../../../src/renderer/engine/connectDesktop.ts';
import { ENGINE_PORT_MESSAGE, type DesktopBridge } from '../../../../src/shared/desktopBridge.ts';

/** Hands a port to the window as the desktop app does. */
function hand(data: unknown, source: unknown, port: MessagePort): void {
  window.dispatchEvent(Object.assign(new Event('message'), { data, source, ports: [port] }));
}

describe('connectDesktop', () => {
  it('takes the port that the desktop app hands over, and none from elsewhere', async () => {
    const [right, wrong] = [new MessageChannel(), new MessageChannel()];
    const bridge = {
      async connect() {
        hand('something else', window, wrong.port1);
        hand(ENGINE_PORT_MESSAGE, {}, wrong.port1);
        hand(ENGINE_PORT_MESSAGE, window, right.port1);
      },
    } as DesktopBridge;
    const connection = await connectDesktop(bridge)();
    const asked = new Promise((resolve) => right.port2.addEventListener('message', resolve));
    right.port2.start();
    void connection.link.call(['app', 'info'], undefined, { context: {} }).catch(() => undefined);
    expect(await asked).toMatchObject({ data: expect.anything() });
    connection.close();
    right.port2.close();
    wrong.port1.close();
  });
});
