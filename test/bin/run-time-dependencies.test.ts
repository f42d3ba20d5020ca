import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const ROOT = join(__dirname, '..', '..');
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

/** Commands of whoever synthesizes, deploys, proves or operates. */
const COMMANDS = ['app.ts', 'prove.ts', 'data-hub.ts', 'bundle-hub.ts'].map((file) => `bin/${file}`);
/** The page of hubs is made of these when it is written. */
const PAGE = ['lib/hubs/fleet-page/client/main.ts', 'lib/hubs/fleet-page/fleet.css'];

/** Our own files, and what they import; of all programs at once, since each build takes a process. */
const { inputs } = metafileOf([...COMMANDS, ...PAGE]);

function metafileOf(entryPoints: string[]): Metafile {
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints,
    outdir: 'not-written',
    bundle: true,
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return metafile;
}

/** The files that a program is made of. */
function partsOf(entry: string): string[] {
  const parts = new Set([entry]);
  for (const part of parts) {
    for (const { path, external } of inputs[part]?.imports ?? []) if (external !== true) parts.add(path);
  }
  return [...parts];
}

/** Packages that a command imports, itself or through its modules. */
function packagesOf(command: string): string[] {
  const imports = partsOf(command).flatMap((part) => inputs[part]?.imports ?? []);
  const external = imports.filter((imported) => imported.external === true).map(({ path }) => path);
  const packages = external.filter((path) => !/^(?:node:|\.)/.test(path) && !builtinModules.includes(path));
  return [...new Set(packages.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path))].sort();
}

// What somebody runs who synthesizes, deploys, proves or operates, from `npm ci --omit=dev`.
test.each(COMMANDS)('%s needs no development dependency', (command) => {
  const packages = packagesOf(command);
  expect(packages.length).toBeGreaterThan(1);
  expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
});

test('the CDK command and what runs TypeScript are dependencies, too', () => {
  expect(dependencies).toHaveProperty('aws-cdk');
  // What bin/start.js compiles with, and what starts a program where nothing can be kept.
  expect(dependencies).toHaveProperty('esbuild');
  expect(dependencies).toHaveProperty('tsx');
});

test('whoever installs the package gets all of data-hub', () => {
  const [packed] = JSON.parse(
    execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { cwd: ROOT, encoding: 'utf8' }),
  ) as { readonly files: readonly { readonly path: string }[] }[];
  const files = new Set(packed?.files.map(({ path }) => path));

  const styles = 'packages/isolation-proof/src/page/style';
  const needed = [
    'bin/data-hub.mjs',
    ...partsOf('bin/data-hub.ts'),
    ...PAGE.flatMap(partsOf),
    ...readdirSync(join(ROOT, styles)).map((name) => `${styles}/${name}`),
  ];

  expect(needed.length).toBeGreaterThan(50);
  expect(needed.filter((file) => !files.has(file))).toEqual([]);
});
