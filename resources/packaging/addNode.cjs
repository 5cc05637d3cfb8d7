// Called by electron-builder when an app is put together, before it is signed.
const { chmodSync, copyFileSync, mkdirSync } = require('node:fs');
const path = require('node:path');

/** Copies the Node that runs the packaging into the app. It has to be one for the system that is packaged for. */
module.exports = function addNode({ appOutDir, electronPlatformName, packager }) {
  if (electronPlatformName !== process.platform) {
    throw new Error(`Package for ${electronPlatformName} on that system: its Node is copied from here.`);
  }
  const isMac = process.platform === 'darwin';
  const resources = isMac
    ? path.join(appOutDir, `${packager.appInfo.productFilename}.app`, 'Contents', 'Resources')
    : path.join(appOutDir, 'resources');
  const program = path.join(resources, 'node', process.platform === 'win32' ? 'node.exe' : 'node');
  mkdirSync(path.dirname(program), { recursive: true });
  copyFileSync(process.execPath, program);
  chmodSync(program, 0o755);
};
