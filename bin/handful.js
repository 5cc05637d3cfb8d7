#!/usr/bin/env node
// Plain JavaScript, and nothing imported up front, so that an older Node gets as far as saying which one is needed.

/** Whether `version` (as in process.versions.node) is at least package.json's "engines": 20.19. */
function isSupported(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 20 || (major === 20 && minor >= 19);
}

/** Runs the command line from its TypeScript sources; resolves to the exit code. */
async function start() {
  if (!isSupported(process.versions.node)) {
    console.error(`handful needs Node 20.19 or newer; this is Node ${process.versions.node} (${process.execPath}).`);
    return 1;
  }
  const { register } = await import('tsx/esm/api');
  // tsx would otherwise obey a tsconfig.json of the folder that the user happens to be in.
  register({ tsconfig: false });
  const { main } = await import('../src/cli/main.ts');
  return main(process.argv.slice(2));
}

start().then(
  (exitCode) => {
    process.exitCode = exitCode;
  },
  (error) => {
    const isUninstalled = error.code === 'ERR_MODULE_NOT_FOUND' && /'tsx'/.test(error.message);
    console.error(isUninstalled ? 'handful is not installed yet: run "npm ci" in its folder first.' : error);
    process.exitCode = 1;
  },
);
