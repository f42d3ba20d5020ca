const { setTimeout } = require('node:timers/promises');

/** Modules of Node.js whose functions a file of tests may replace, but not for others. */
const MODULES = [
  'child_process',
  'crypto',
  'dns',
  'fs',
  'fs/promises',
  'http',
  'https',
  'net',
  'os',
  'path',
  'tls',
];
/** Resources that keep a port or a process alive. */
const RESOURCES = new Set(['PipeServerWrap', 'ProcessWrap', 'TCPServerWrap']);

const CLIENT_MODULE = /\/node_modules\/@aws-sdk\/client-[\w-]+\/dist-cjs\/index\.js$/;
/** How long what was told to end may take, in milliseconds. */
const GRACE = 2_000;

const objects = () => [
  ['globalThis', globalThis],
  ['process', process],
  ['process.stdout', process.stdout],
  ['process.stderr', process.stderr],
  ...['Array', 'Date', 'Error', 'JSON', 'Math', 'Object', 'Promise'].map((name) => [name, globalThis[name]]),
  ...['Array', 'Date', 'Object', 'Promise'].map((name) => [`${name}.prototype`, globalThis[name].prototype]),
  ...MODULES.map((name) => [`node:${name}`, require(`node:${name}`)]),
];

/**
 * Remembers the state of the process, and returns a function that says what has become different since then, a line for
 * each: variables of the environment, the working directory, functions of JavaScript and Node.js, servers and processes.
 * It puts the variables, the directory and the functions back, so that one file that fails lets others pass. Servers and
 * processes are given `grace` milliseconds to end.
 */
exports.rememberProcess = function rememberProcess() {
  const before = {
    environment: { ...process.env },
    folder: process.cwd(),
    umask: process.umask(),
    functions: objects().map(([name, object]) => [name, object, functionsOf(object)]),
    resources: resources(),
  };
  return async ({ grace = GRACE } = {}) => [
    ...environmentLeft(before.environment),
    ...folderLeft(before.folder),
    ...(process.umask() === before.umask ? [] : [`the umask is ${process.umask(before.umask).toString(8)}`]),
    ...before.functions.flatMap(([name, object, functions]) => functionsLeft(name, object, functions)),
    ...mockedClients(),
    ...(await resourcesLeft(before.resources, grace)),
  ];
};

function environmentLeft(before) {
  const names = new Set([...Object.keys(before), ...Object.keys(process.env)]);
  return [...names].flatMap((name) => {
    const value = process.env[name];
    if (value === before[name]) return [];
    if (before[name] === undefined) delete process.env[name];
    else process.env[name] = before[name];
    return [value === undefined ? `${name} is not set any more` : `${name}=${JSON.stringify(value)} is set`];
  });
}

function folderLeft(before) {
  let folder;
  try {
    folder = process.cwd();
  } catch {
    folder = 'a removed folder';
  }
  if (folder === before) return [];
  process.chdir(before);
  return [`the working directory is ${folder}`];
}

/** Functions by name; what a getter would give is not asked for. */
function functionsOf(object) {
  const found = new Map();
  for (const [name, { value }] of Object.entries(Object.getOwnPropertyDescriptors(object))) {
    if (typeof value === 'function') found.set(name, value);
  }
  return found;
}

function functionsLeft(name, object, before) {
  const left = [];
  for (const [property, value] of before) {
    // Not `object[property]`: what a getter would give is not asked for here, neither.
    if (Object.getOwnPropertyDescriptor(object, property)?.value === value) continue;
    if (ownOfJest(name, property) || ofTslib(name, property)) continue;
    object[property] = value;
    left.push(`${name}.${property} is replaced`);
  }
  return left;
}

/** `__extends` and so on: every copy of tslib that some package brings defines them anew when it is loaded. */
function ofTslib(name, property) {
  return name === 'globalThis' && /^__[a-z]+/i.test(property);
}

/** `describe`, `test` and so on, which each file has anew; and what graceful-fs, a package of Jest's, has around it. */
function ownOfJest(name, property) {
  if (name === 'process') return property === 'chdir' || property === 'cwd';
  return (
    name === 'globalThis' &&
    /^([fx]?(describe|it)|x?test|(before|after)(All|Each)|expect|jest)$/.test(property)
  );
}

/** Clients of AWS that `mockClient` has replaced, all that are ever made: a mock of one client is no news to others. */
function mockedClients() {
  return loadedClients().flatMap(([name, { prototype }]) => {
    if (!Object.hasOwn(prototype, 'send')) return [];
    delete prototype.send;
    return [`${name} is mocked: call restore() of the mock`];
  });
}

/** Classes of clients by the modules that were looked at; most are of no client. */
const clientsIn = new WeakMap();

/** Every class of clients that is loaded. Modules export thousands of names, and are looked at once. */
function loadedClients() {
  return Object.values(require.cache).flatMap((module) => {
    // What is still loading does not export everything yet.
    if (!module.loaded) return [];
    const known = clientsIn.get(module);
    if (known !== undefined) return known;
    const clients = CLIENT_MODULE.test(module.filename)
      ? // The class that all inherit `send` from has it.
        Object.entries(module.exports).filter(([name]) => name.endsWith('Client') && name !== '__Client')
      : [];
    clientsIn.set(module, clients);
    return clients;
  });
}

function resources() {
  const counts = new Map();
  for (const kind of process.getActiveResourcesInfo()) {
    if (RESOURCES.has(kind)) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return counts;
}

/** Servers and processes that are still there after a while: some are told to end, and nobody waits for it. */
async function resourcesLeft(before, grace) {
  const until = Date.now() + grace;
  for (;;) {
    const left = [...resources()].flatMap(([kind, count]) => {
      const more = count - (before.get(kind) ?? 0);
      return more > 0 ? [`${more} of ${kind} still open`] : [];
    });
    if (left.length === 0 || Date.now() > until) return left;
    await setTimeout(10);
  }
}
