/**
 * Who may import whom. `npm run layers` checks it, types included.
 * https://github.com/sverweij/dependency-cruiser/blob/main/doc/rules-reference.md
 */

/** The top folders from top to bottom: each imports from those below it only, and none from `test`. */
const LAYERS = ['bin', 'tools', 'lib', 'constructs', 'policies', 'packages', 'config'];

const inside = (...folders) => `^(${folders.join('|')})/`;
const installed = (...packages) => `(^|/)node_modules/(${packages.join('|')})/`;

const arrowsPointDown = LAYERS.map((layer, depth) => ({
  name: `${layer}-imports-nothing-above-it`,
  comment: `The layers from top to bottom: ${LAYERS.join(', ')}. Hand in what is needed, or move it down.`,
  severity: 'error',
  from: { path: inside(layer) },
  to: { path: inside(...LAYERS.slice(0, depth), 'test') },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    ...arrowsPointDown,
    {
      name: 'examples-know-config-only',
      comment: 'They are for other people to start from: names and settings, and nothing else of ours.',
      severity: 'error',
      from: { path: inside('examples') },
      to: { path: inside(...LAYERS.filter((layer) => layer !== 'config'), 'test') },
    },
    {
      name: 'nothing-imports-examples',
      comment: 'The story starts them as a program.',
      severity: 'error',
      from: { path: inside(...LAYERS) },
      to: { path: inside('examples') },
    },
    {
      name: 'no-circle',
      comment: 'A type that two files share has a file of its own.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-circle-of-folders',
      comment: 'Move what both folders need to the one below, or to a folder of its own.',
      severity: 'error',
      scope: 'folder',
      from: {},
      to: { circular: true },
    },
    {
      name: 'isolation-proof-stands-alone',
      comment: 'It is for any CDK app. What it needs of this platform is handed in.',
      severity: 'error',
      from: { path: inside('packages/isolation-proof') },
      to: { path: inside('config', 'packages'), pathNot: inside('packages/isolation-proof') },
    },
    {
      name: 'data-hub-knows-config-only',
      comment: 'It runs on a hub, where there is no CDK.',
      severity: 'error',
      from: { path: inside('packages/data-hub') },
      to: {
        path: [inside('packages'), installed('aws-cdk-lib', 'constructs')],
        pathNot: inside('packages/data-hub'),
      },
    },
    {
      name: 'policies-are-pure',
      comment: 'From inputs to statements: no scopes, no stacks, no calls.',
      severity: 'error',
      from: { path: inside('policies') },
      to: { path: [installed('aws-cdk-lib', 'constructs', '@aws-sdk'), inside('packages')] },
    },
    {
      name: 'every-import-resolves',
      comment: 'What cannot be found cannot be checked.',
      severity: 'error',
      // The example is an app of its own, which installs the package.
      from: { pathNot: '^packages/isolation-proof/example/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    // Types are looked at as well: without this, an `import type` would not count.
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    // What `npm pack` builds, and programs whose packages are installed apart.
    exclude: { path: '(^|/)dist/|^tools/clients/programs/' },
    // Some packages answer `import` only, others `require` only.
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
