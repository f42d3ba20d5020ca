import { endOf, endsOf, type Run, runCommand } from '../fixtures/commands';
import { writeAssembly } from '../tools/compare-templates/assembly-folder';

const BASE = writeAssembly({ shared: { template: { Description: 'before' } } });
const HEAD = writeAssembly({ shared: { template: { Description: 'after' } } });
const OTHER_PATH = writeAssembly({
  shared: { template: { Description: 'before', Metadata: { path: 'x' } } },
});

const compareTemplates = (...options: readonly string[]): Promise<Run> =>
  endOf('compare-templates.ts', options);

test('ends with 0 if nothing changed', async () => {
  expect(await compareTemplates('--base', BASE, '--head', BASE)).toEqual({
    status: 0,
    stdout: 'shared: identical\n1 templates: 1 byte-identical, 0 changed\n',
    stderr: '',
  });
});

test('ends with 1 if something changed, and says what as JSON, too', () => {
  // In a process of its own, as people run it.
  const { status, stdout } = runCommand('compare-templates.ts', ['--base', BASE, '--head', HEAD, '--json']);
  expect(status).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    changed: true,
    templates: [
      {
        name: 'shared',
        verdict: 'different',
        changed: true,
        differences: [{ kind: 'content', subject: 'Description', path: '', base: 'before', head: 'after' }],
      },
    ],
  });
});

test('shows what is ignored, and does not count it', async () => {
  const { status, stdout } = await compareTemplates(
    '--base',
    BASE,
    '--head',
    OTHER_PATH,
    '--ignore',
    'metadata',
  );
  expect(status).toBe(0);
  expect(stdout).toContain('[metadata, ignored] (absent) -> {"path":"x"}');
});

const REFUSED = [
  ['a folder is missing', ['--base', BASE]],
  ['folders and a revision are given', ['--base', BASE, '--head', HEAD, '--base-ref', 'main']],
  ['nothing is given', []],
] as const;

test('ends with 2 if it is not told what to compare', async () => {
  const runs = await endsOf(REFUSED.map(([, options]) => ['compare-templates.ts', ...options]));
  expect(runs.map((run, index) => [REFUSED[index]?.[0], run])).toEqual(
    REFUSED.map(([what]) => [
      what,
      { status: 2, stdout: '', stderr: 'error: give --base and --head, or --base-ref\n' },
    ]),
  );
});

test('ends with 2 if a folder holds no assembly: nothing was compared', async () => {
  const { status, stderr } = await compareTemplates('--base', '/proc', '--head', '/proc/nowhere');
  expect(status).toBe(2);
  expect(stderr.trimEnd().split('\n')).toEqual([
    expect.stringMatching(/^--base = "\/proc": \/proc cannot be read as an assembly of cdk synth/),
    expect.stringMatching(
      /^--head = "\/proc\/nowhere": \/proc\/nowhere cannot be read as an assembly of cdk synth/,
    ),
  ]);
});
