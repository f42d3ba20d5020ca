const { existsSync, readFileSync } = require('node:fs');
const Module = require('node:module');
const { join } = require('node:path');
const { Script } = require('node:vm');
const { transformSync } = require('@swc/core');
const { SWC_OPTIONS } = require('../typescript-transform');

/** What V8 compiled of each module of ours that was loaded, by its file. */
const scripts = new Map();

function scriptOf(filename) {
  const known = scripts.get(filename);
  if (known !== undefined) return known;
  const { code } = transformSync(readFileSync(filename, 'utf8'), {
    ...SWC_OPTIONS,
    sourceMaps: false,
    filename,
  });
  const made = new Script(Module.wrap(code), { filename });
  scripts.set(filename, made);
  return made;
}

/** What is imported when it is needed is named as it will be once it is compiled. */
function sourceOf(request, folder) {
  const source = request.replace(/\.js$/, '.ts');
  return request.startsWith('.') && existsSync(join(folder, source)) ? source : request;
}

Module._extensions['.ts'] = (module, filename) => {
  const load = (request) => module.require(sourceOf(request, module.path));
  load.resolve = (request) => Module._resolveFilename(request, module);
  const run = scriptOf(filename).runInThisContext();
  run.call(module.exports, module.exports, load, module, filename, module.path);
};

/**
 * Loads a module of ours, and all that it loads of ours, anew: what they keep of an earlier load is gone. Packages, and
 * what V8 compiled, stay, so that this takes milliseconds.
 */
exports.loadAnew = function loadAnew(filename) {
  for (const file of scripts.keys()) delete Module._cache[file];
  // Without a parent, which would keep every load in memory.
  return Module._load(filename, null, false);
};
