import { contextBridge, ipcRenderer, webUtils } from 'electron';
import { ENGINE_PORT_MESSAGE, type DesktopBridge } from '../shared/desktopBridge.ts';
import { CHANNELS } from '../shared/desktopChannels.ts';

const bridge: DesktopBridge = {
  connect: () => ipcRenderer.invoke(CHANNELS.connect),
  chooseFolder: () => ipcRenderer.invoke(CHANNELS.chooseFolder),
  chooseProject: () => ipcRenderer.invoke(CHANNELS.chooseProject),
  pathOf: (file) => webUtils.getPathForFile(file),
  showInFolder: (path) => ipcRenderer.invoke(CHANNELS.showInFolder, path),
  onOpenProject(callback) {
    ipcRenderer.on(CHANNELS.openProject, (_, path: string) => callback(path));
    ipcRenderer.send(CHANNELS.listening);
  },
};

contextBridge.exposeInMainWorld('handful', bridge);

// A port cannot pass the bridge, so it goes to the page as a message; '/' means to this very origin.
ipcRenderer.on(CHANNELS.port, (event) => window.postMessage(ENGINE_PORT_MESSAGE, '/', event.ports));
