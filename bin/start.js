/**
 * Starts a TypeScript program of this project: `node bin/start.js bin/app.ts [arguments]`.
 *
 * The program's files are compiled into one, which is kept in `.cache/programs`: a program starts in a third of the time
 * that it takes with tsx. No build step is needed, and nothing stale runs: what is kept is used only if every file that
 * it was made of has the same content (docs/decisions/0053-compiled-programs.md).
 */
const { createHash } = require('node:crypto');
const { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } = require('node:fs');
const { basename, dirname, join, relative, resolve } = require('node:path');

const ROOT = join(__dirname, '..');
const KEPT = join(ROOT, '.cache', 'programs');
const MARK = '//';
/** What decides what is made of the same sources. */
const COMPILER = [__filename, join(ROOT, 'tsconfig.json'), join(ROOT, 'node_modules/esbuild/package.json')];

/** @typedef {{ readonly files: readonly string[]; readonly digest: string }} Sources by paths within the project. */

/**
 * Content, or `undefined` for a file that there is not.
 * @param {string} file
 */
function contentOf(file) {
  try {
    return readFileSync(file);
  } catch (error) {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined;
    throw error;
  }
}

/**
 * Of the contents of files, with the project's place, which is compiled into what finds its files by `__dirname`.
 * @param {readonly string[]} files
 * @param {(file: string) => Buffer | undefined} read
 */
function digestOf(files, read) {
  const hash = createHash('sha256').update(`${ROOT}\0`);
  for (const file of [...COMPILER, ...files.map((name) => join(ROOT, name))]) {
    const content = read(file);
    hash.update(`${file}\0${content === undefined ? 'none' : content.length}\0`);
    if (content !== undefined) hash.update(content);
  }
  return hash.digest('hex');
}

/**
 * Whether a file was compiled from what the sources are now.
 * @param {string} file
 */
function isCurrent(file) {
  const text = contentOf(file);
  if (text === undefined) return false;
  try {
    /** @type {Sources} */
    const { files, digest } = JSON.parse(text.toString('utf8', MARK.length, text.indexOf('\n')));
    return digestOf(files, contentOf) === digest;
  } catch {
    // Cut off, or of another time.
    return false;
  }
}

/**
 * Compiles a program into a file, at once or not at all: another process may be doing the same.
 * @param {string} entry
 * @param {string} file
 */
async function compile(entry, file) {
  const { build } = require('esbuild');
  /** @type {Map<string, Buffer | undefined>} what the compiler was given: a file may change meanwhile. */
  const given = new Map();
  const remember = (path) => {
    if (!given.has(path)) given.set(path, contentOf(path));
    return given.get(path);
  };
  // How a file is read depends on the package that it is of: on the package.json of a folder above.
  const rememberPackages = (path) => {
    const folder = dirname(path);
    remember(join(folder, 'package.json'));
    if (folder !== ROOT && folder !== dirname(folder)) rememberPackages(folder);
  };
  COMPILER.forEach(remember);
  const { outputFiles } = await build({
    entryPoints: [entry],
    absWorkingDir: ROOT,
    outfile: file,
    write: false,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    packages: 'external',
    tsconfig: join(ROOT, 'tsconfig.json'),
    // TypeScript first: no file that is added takes another's place.
    resolveExtensions: ['.ts', '.js', '.json'],
    sourcemap: 'inline',
    sourcesContent: false,
    charset: 'utf8',
    // A line for what it was made of.
    banner: { js: MARK },
    logLevel: 'silent',
    plugins: [
      {
        name: 'sources',
        setup: ({ onLoad }) => {
          onLoad({ filter: /\.(?:ts|js|json)$/, namespace: 'file' }, ({ path }) => {
            rememberPackages(path);
            const contents = remember(path)?.toString() ?? '';
            const loader = path.endsWith('.json') ? 'json' : path.endsWith('.ts') ? 'ts' : 'js';
            return { contents: loader === 'json' ? contents : placed(path, contents), loader };
          });
        },
      },
    ],
  });
  const files = [...given.keys()]
    .filter((path) => !COMPILER.includes(path))
    .map((path) => relative(ROOT, path));
  const sources = JSON.stringify({ files, digest: digestOf(files, (path) => given.get(path)) });
  const text = outputFiles[0]?.text.slice(MARK.length) ?? '';
  mkdirSync(KEPT, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  writeFileSync(unfinished, `${MARK}${sources}${text}`);
  renameSync(unfinished, file);
}

/**
 * A module that says where it is, as it would by itself. Lines stay where they are.
 * @param {string} path
 * @param {string} contents
 */
function placed(path, contents) {
  const names = { __dirname: dirname(path), __filename: path };
  const needed = Object.keys(names).filter((name) => contents.includes(name));
  return needed.map((name) => `var ${name} = ${JSON.stringify(names[name])};`).join('') + contents;
}

/**
 * Without a promise where nothing is to be compiled, so that an error ends the program as it does without us.
 * @param {string} entry
 */
function start(entry) {
  const file = join(KEPT, `${relative(ROOT, entry).replaceAll(/[^\w.-]/g, '-')}.js`);
  const run = () => {
    process.setSourceMapsEnabled(true);
    require(file);
  };
  if (isCurrent(file)) run();
  else void compile(entry, file).then(run, (error) => withoutKeeping(entry, error));
}

/**
 * Where nothing can be kept, a program starts all the same, more slowly.
 * @param {string} entry
 * @param {Error & { syscall?: string }} error
 */
async function withoutKeeping(entry, error) {
  // Of the file system, as in a folder that cannot be written; not of the compiler.
  if (error.syscall === undefined) throw error;
  await import('tsx');
  await import(entry);
}

const [, , program] = process.argv;
const entry = program === undefined ? undefined : resolve(program);
if (entry === undefined || !existsSync(entry)) {
  console.error(`usage: node bin/${basename(__filename)} PROGRAM.ts [arguments]`);
  process.exitCode = 2;
} else {
  process.argv.splice(1, 2, entry);
  start(entry);
}
