/** Who may know whom: see docs/architecture.md. */
const room = (name) => `^src/${name}/`;
const only = (name, allowed) => ({
  name: `${name}-boundary`,
  comment: `src/${name} may import only ${[name, ...allowed].join(', ')} and packages its runtime has.`,
  severity: 'error',
  from: { path: room(name) },
  to: { path: '^src/', pathNot: [name, ...allowed].map(room) },
});

module.exports = {
  forbidden: [
    only('shared', []),
    only('engine', []),
    only('learning', ['engine']),
    only('data', ['shared']),
    only('services', ['learning', 'data', 'engine', 'shared']),
    only('platform', ['services/ports', 'engine', 'shared', 'data']),
    only('renderer', ['shared']),
    only('preload', ['shared']),
    only('supervisor', ['shared']),
    only('server', ['supervisor', 'shared']),
    only('main', ['server/web', 'supervisor', 'shared']),
    only('engineHost', ['services', 'platform', 'learning', 'data', 'engine', 'shared']),
    {
      name: 'the-window-uses-no-runtime-but-the-browser',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'the-window-carries-no-schemas',
      comment:
        'Of the contract the window needs types alone. The schemas bring zod, which compiles code: its page forbids that.',
      severity: 'error',
      from: { path: '^src/renderer/' },
      to: { path: '^src/shared/contract/(?!(columns|errors)[.]ts)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'universal-rooms-use-no-runtime',
      comment: 'engine, learning, data, shared and services run in any host: no Node, no onnxruntime, no sharp.',
      severity: 'error',
      from: { path: '^src/(shared|engine|learning|data|services)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'runtimes-behind-platform',
      severity: 'error',
      from: { path: '^src/(shared|engine|learning|data|services)/' },
      to: { path: 'node_modules/(onnxruntime-node|sharp|@photostructure|commander|cli-progress)' },
    },
    {
      name: 'no-circular',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.node.json' },
  },
};
