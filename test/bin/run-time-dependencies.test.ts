import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { join } from 'node:path';
import { buildSync, type Metafile } from 'esbuild';

const ROOT = join(__dirname, '..', '..');
const { dependencies } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  dependencies: Readonly<Record<string, string>>;
};

/** What a command is made of: our own files, and what they import. */
function partsOf(command: string): Metafile {
  const { metafile } = buildSync({
    absWorkingDir: ROOT,
    entryPoints: [join('bin', command)],
    bundle: true,
    platform: 'node',
    packages: 'external',
    metafile: true,
    write: false,
    logLevel: 'silent',
  });
  return metafile;
}

/** Packages that a command imports, itself or through its modules. */
function packagesOf(command: string): string[] {
  const imports = Object.values(partsOf(command).inputs).flatMap((input) => input.imports);
  const external = imports.filter((imported) => imported.external === true).map(({ path }) => path);
  const packages = external.filter((path) => !/^(?:node:|\.)/.test(path) && !builtinModules.includes(path));
  return [...new Set(packages.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path))].sort();
}

// What somebody runs who synthesizes, deploys, proves or operates, from `npm ci --omit=dev`.
test.each(['app.ts', 'prove.ts', 'data-hub.ts', 'bundle-hub.ts'])(
  'bin/%s needs no development dependency',
  (command) => {
    const packages = packagesOf(command);
    expect(packages.length).toBeGreaterThan(1);
    expect(packages.filter((name) => !(name in dependencies))).toEqual([]);
  },
);

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

  // The page of hubs is made of these when it is written.
  const page = ['../lib/hubs/fleet-page/client/main.ts', '../lib/hubs/fleet-page/fleet.css'].flatMap((part) =>
    Object.keys(partsOf(part).inputs),
  );
  const styles = 'packages/isolation-proof/src/page/style';
  const needed = [
    'bin/data-hub.mjs',
    ...Object.keys(partsOf('data-hub.ts').inputs),
    ...page,
    ...readdirSync(join(ROOT, styles)).map((name) => `${styles}/${name}`),
  ];

  expect(needed.length).toBeGreaterThan(50);
  expect(needed.filter((file) => !files.has(file))).toEqual([]);
});
