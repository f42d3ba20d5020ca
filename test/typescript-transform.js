const { join } = require('node:path');

/** Packages that are ES modules only; tests and the commands they start load CommonJS. All but jose are of execa. */
const ES_MODULES_ONLY = [
  '@sec-ant/readable-stream',
  '@sindresorhus/merge-streams',
  'execa',
  'figures',
  'get-stream',
  'human-signals',
  'is-plain-obj',
  'is-stream',
  'is-unicode-supported',
  'jose',
  'npm-run-path',
  'parse-ms',
  'path-key',
  'pretty-ms',
  'strip-final-newline',
  'unicorn-magic',
  'yoctocolors',
];

module.exports = {
  /** Packages whose `exports` answer `import` only, and the file that `require` is to load instead. */
  IMPORTED_ONLY: { 'unicorn-magic': join(__dirname, '..', 'node_modules', 'unicorn-magic', 'node.js') },
  /** Matches the path of every module under `node_modules` that is CommonJS. */
  COMMON_JS_PACKAGES: `/node_modules/(?!(?:${ES_MODULES_ONLY.join('|')})/)`,
  /** Only strips the types: type checking has its own script. */
  SWC_OPTIONS: {
    swcrc: false,
    jsc: { parser: { syntax: 'typescript' }, target: 'es2023' },
    module: { type: 'commonjs' },
    sourceMaps: 'inline',
  },
};
