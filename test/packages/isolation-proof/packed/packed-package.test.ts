import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from '../../../fixtures/commands';
import { PACKAGE, Stranger } from './stranger';

/** Lines that a specification has at most. */
const LONGEST_SPECIFICATION = 40;
const TITLE = 'No principal of an organization reaches what is not its own';

let stranger: Stranger;
/** As it is, and with the mistake that the example can make. */
let synths: { readonly proved: Run; readonly mistaken: Run };

beforeAll(async () => {
  stranger = Stranger.arrive();
  synths = {
    proved: await stranger.synth('cdk.out'),
    mistaken: await stranger.synth('mistake.out', '-c', 'mistake=true'),
  };
}, 180_000);

afterAll(() => {
  rmSync(stranger.folder, { recursive: true, force: true });
});

function write(file: string, text: string): string {
  writeFileSync(join(stranger.folder, file), text);
  return file;
}

describe('the package as it is published', () => {
  it('holds what it runs with, its pages, and nothing of tests or of the platform', () => {
    const { published } = stranger;

    expect(published).toEqual(
      expect.arrayContaining([
        'package.json',
        'README.md',
        'CLAIMS.md',
        'COMPARING.md',
        'EXTENDING.md',
        'SPECIFICATION.md',
        'dist/bin/isolation-proof.js',
        'dist/src/index.d.ts',
        'dist/src/page/client.js',
        'dist/src/resources/properties-by-type.json',
      ]),
    );
    const elsewhere = /^([A-Z]+\.md|package\.json|dist\/(bin|src)\/.*(?<!\.test)\.(js|d\.ts|json|css))$/;
    expect(published.filter((file) => !elsewhere.test(file))).toEqual([]);
    const code = published.filter((file) => file.endsWith('.js'));
    const read = (file: string): string =>
      readFileSync(join(stranger.folder, 'node_modules/isolation-proof', file), 'utf8');
    expect(code.filter((file) => /orgSlug|require\("(\.\.\/)+(lib|config)\//.test(read(file)))).toEqual([]);
    // Types of the whole CDK take seconds more to compile with, here and in an app.
    const types = published.filter((file) => file.endsWith('.d.ts'));
    expect(types.filter((file) => /['"]aws-cdk-lib['"]/.test(read(file)))).toEqual([]);
  });

  it('has types that an app of theirs compiles with, and that refuse a specification without claims', () => {
    const typed = write(
      'typed.mts',
      [
        "import { generalClaims, IsolationProof, type Specification, tenancyFrom } from 'isolation-proof';",
        'const specification: Specification = {',
        "  tenants: { owner: 'tenant' }, tenancyOf: tenancyFrom({}), claims: generalClaims(),",
        '};',
        'export const plugin = new IsolationProof(specification);',
      ].join('\n'),
    );
    const mistyped = write(
      'mistyped.mts',
      [
        "import { IsolationProof, tenancyFrom } from 'isolation-proof';",
        "export const plugin = new IsolationProof({ tenants: { owner: 'tenant' }, tenancyOf: tenancyFrom({}) });",
      ].join('\n'),
    );

    const { stdout, stderr } = stranger.compile(typed, mistyped);
    expect(stdout.match(/^.*: error TS/gm)).toEqual([expect.stringMatching(/^mistyped\.mts/)]);
    expect([stdout, stderr]).toEqual([expect.stringContaining("Property 'claims' is missing"), '']);
  });
});

/** The code that a page shows under the name of a file. */
function codeIn(page: string, file: string): string {
  const text = readFileSync(join(PACKAGE, page), 'utf8');
  const [, rest = ''] = text.split(`\`\`\`js\n// ${file}\n`);
  return rest.slice(0, rest.indexOf('```'));
}

it.each(['app.mjs', 'tenancy.mjs'])('is described with the example as it is: %s', (file) => {
  expect(codeIn('README.md', file)).toBe(readFileSync(join(PACKAGE, 'example', file), 'utf8'));
});

it('needs a specification of at most 40 lines', () => {
  const specification = readFileSync(join(stranger.folder, 'tenancy.mjs'), 'utf8');

  expect(specification.trimEnd().split('\n').length).toBeLessThanOrEqual(LONGEST_SPECIFICATION);
});

describe("a stranger's app", () => {
  it('is synthesized and proved', () => {
    expect(synths.proved).toMatchObject({ status: 0 });

    const { status, stdout } = stranger.start('--spec', 'tenancy.mjs');
    expect(stdout).toContain(`proved          ${TITLE} (2 principals, 8 statements`);
    expect(stdout).toContain('\nProved: 2 organizations, 2 principals, ');
    expect(status).toBe(0);
  });

  it('fails to synthesize with the mistake, and is violated', async () => {
    const { mistaken } = synths;
    expect(mistaken.status).toBe(1);
    expect(mistaken.stderr).toContain(`Claim violated: ${TITLE}`);
    expect(mistaken.stderr).toContain('Rule IsolationProof::isolation/tenant-isolation');

    const { status, stdout } = await stranger.prove('--app', 'mistake.out', '--spec', 'tenancy.mjs');
    expect(stdout).toContain(
      [
        '      principal  arn:aws:iam::111122223333:role/(Shop/acme-Worker/ServiceRole/Resource)',
        '      action     s3:getobject',
        '      resource   arn:aws:s3:::(Shop/acme-eu-Data/Resource)/x',
        '      judged on  all policies',
        '      statement  statement 4 of Shop/acme-Worker/ServiceRole/DefaultPolicy/Resource',
      ].join('\n'),
    );
    expect(stdout).toContain('\nVIOLATED: 2 organizations');
    expect(status).toBe(1);
  });

  it('is judged as JSON, and on a page of its own', async () => {
    const options = ['--app', 'mistake.out', '--spec', 'tenancy.mjs', '--json', '--html', 'proof.html'];
    const { status, stdout } = await stranger.prove(...options);

    expect(status).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({ verdict: 'violated', claims: { length: 6 } });
    const page = readFileSync(join(stranger.folder, 'proof.html'), 'utf8');
    expect(page).toMatch(/^<!doctype html>/i);
    expect(page).toContain('arn:aws:s3:::(Shop/acme-eu-Data/Resource)/x');
  });
});

it('is extended as its page says', async () => {
  for (const file of ['dead-letters.mjs', 'contract.mjs']) write(file, codeIn('EXTENDING.md', file));
  const specification = write(
    'extended.mjs',
    [
      "import specification from './tenancy.mjs';",
      "import { contract } from './contract.mjs';",
      "import { deadLetters } from './dead-letters.mjs';",
      'export default { ...specification, claims: [...specification.claims, deadLetters], contract };',
    ].join('\n'),
  );

  const { status, stdout } = await stranger.prove('--spec', specification);
  expect(stdout).toContain('    Shop/acme-Jobs/Resource has no dead-letter queue\n');
  expect(stdout).toMatch(/\nkept .*\(4 rows, 4 requests, /);
  expect(status).toBe(1);
});

describe('what is wrong with the arguments', () => {
  const NOTHING = 'Nothing is proved.\n';

  it('is one clear line, and exit code 2, without a specification', async () => {
    const stderr = "error: required option '--spec <module>' not specified\n";
    expect(await stranger.prove()).toEqual({ status: 2, stdout: '', stderr });
  });

  it('is the same for what is specified', async () => {
    const refused: readonly (readonly [options: readonly string[], stderr: string])[] = [
      [['--spec', 'absent.mjs'], 'absent.mjs: does not exist; name the module with --spec'],
      [
        ['--spec', write('broken.mjs', 'export default { tenants:')],
        'broken.mjs: cannot be loaded: Unexpected end of input',
      ],
      [
        [
          '--spec',
          write('bare.mjs', "export default { tenants: { owner: 'tenant' }, tenancyOf: () => ({}) };"),
        ],
        'bare.mjs: claims is missing: a list of claims, such as generalClaims()',
      ],
      [
        ['--spec', 'tenancy.mjs', '--app', 'nowhere'],
        'nowhere/manifest.json: does not exist; synthesize first: npx cdk synth --quiet',
      ],
    ];
    const runs = await stranger.proveEach(refused.map(([options]) => options));
    expect(runs).toEqual(
      refused.map(([, line]) => ({ status: 2, stdout: '', stderr: `${line}\n${NOTHING}` })),
    );
  });
});
