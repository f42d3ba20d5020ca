/**
 * Lets a Node.js process load TypeScript, for commands that tests start by the dozen: `node --require` this file.
 * What it compiles is kept by content on disk, so that a process starts in half the time it takes with tsx.
 */
const { createHash } = require('node:crypto');
const { mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { setFlagsFromString } = require('node:v8');
const { COMMON_JS_PACKAGES, IMPORTED_ONLY, SWC_OPTIONS } = require('./typescript-transform');

const COMPILED = join(__dirname, '..', 'node_modules', '.cache', 'typescript-hook');
/** Source maps beside what they are of: only a stack that is shown is worth reading them. */
const OPTIONS = { ...SWC_OPTIONS, sourceMaps: true };
const VERSION = JSON.stringify([OPTIONS, readFileSync(require.resolve('@swc/core/package.json'), 'utf8')]);

/**
 * How much of a function V8 runs before it compiles it again, better: nine times its default. A test or a command ends
 * before most of that pays, and commands take a quarter less CPU without it. From Node.js 22 on, V8 knows no such flag.
 */
if (Number.parseInt(process.versions.v8, 10) < 12) setFlagsFromString('--interrupt-budget=600000');

/** The file with the source map of each module that was loaded. */
let mapFiles = new Map();

function compiled(filename) {
  const source = readFileSync(filename, 'utf8');
  const key = createHash('sha256').update(`${VERSION}\0${filename}\0${source}`).digest('hex');
  const file = join(COMPILED, `${key}.js`);
  mapFiles.set(filename, `${file}.map`);
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Loaded only here: loading the compiler takes longer than most commands.
    const { code, map } = require('@swc/core').transformSync(source, { ...OPTIONS, filename });
    mkdirSync(COMPILED, { recursive: true });
    writeWhole(`${file}.map`, map);
    writeWhole(file, code);
    return code;
  }
}

/** Writes a file that another process may write at the same time, or read. */
function writeWhole(file, text) {
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, text);
  renameSync(unfinished, file);
}

function load(module, filename) {
  module._compile(compiled(filename), filename);
}

const loadJavaScript = require.extensions['.js'];
const commonJs = new RegExp(COMMON_JS_PACKAGES);
require.extensions['.ts'] = load;
require.extensions['.js'] = (module, filename) => {
  const isEsModule = filename.includes('/node_modules/') && !commonJs.test(filename);
  (isEsModule ? load : loadJavaScript)(module, filename);
};

const resolve = Module._resolveFilename;
Module._resolveFilename = function resolveFilename(request, parent, ...rest) {
  if (request in IMPORTED_ONLY) return IMPORTED_ONLY[request];
  try {
    return resolve.call(this, request, parent, ...rest);
  } catch (error) {
    // `import('./x.js')` is how TypeScript names `x.ts`.
    if (!/^\.{1,2}\/.*\.js$/.test(request)) throw error;
    return resolve.call(this, request.replace(/\.js$/, '.ts'), parent, ...rest);
  }
};

/** Has a runner of tests know of every module, in this map of its own, where its source map is; once loaded, too. */
exports.mapsOfCompiled = function mapsOfCompiled(maps) {
  for (const [filename, file] of mapFiles) maps.set(filename, file);
  mapFiles = maps;
};
