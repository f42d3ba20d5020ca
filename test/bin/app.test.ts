import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { endsOf, type Run, runCommand } from '../fixtures/commands';
import { FEATURE_FLAGS } from '../fixtures/feature-flags';

type Context = Readonly<Record<string, string>>;

const FOLDER = mkdtempSync(join(tmpdir(), 'app-test-'));
afterAll(() => {
  rmSync(FOLDER, { recursive: true });
});

/** What the CDK command gives the app, without template validation. */
function variablesOf(context: Context, outdir: string): Readonly<Record<string, string>> {
  return {
    CDK_OUTDIR: outdir,
    CDK_VALIDATION: 'false',
    CDK_CONTEXT_JSON: JSON.stringify({ ...FEATURE_FLAGS, ...context }),
  };
}

const folderOf = (name: string): string => mkdtempSync(join(FOLDER, name));

function outcomeOf(
  { status, stderr }: Run,
  outdir: string,
): Pick<Run, 'status' | 'stderr'> & { readonly templates: readonly string[] } {
  const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
  return { status, stderr, templates };
}

/** In a process of its own, as the CDK command starts it. */
function runApp(context: Context): ReturnType<typeof outcomeOf> {
  const outdir = folderOf('own');
  const variables = variablesOf(context, outdir);
  return outcomeOf(runCommand('app.ts', [], { ...process.env, ...variables }), outdir);
}

/** In one process, one after another. */
async function runApps(...contexts: readonly Context[]): Promise<ReturnType<typeof outcomeOf>[]> {
  const outdirs = contexts.map(() => folderOf('shared'));
  const variables = contexts.map((context, index) => variablesOf(context, outdirs[index] ?? ''));
  const runs = await endsOf(
    contexts.map(() => ['app.ts']),
    process.env,
    { variables },
  );
  return runs.map((run, index) => outcomeOf(run, outdirs[index] ?? ''));
}

let production: ReturnType<typeof outcomeOf> | undefined;
let newco: ReturnType<typeof outcomeOf> | undefined;
let unlikely: ReturnType<typeof outcomeOf> | undefined;
let refused: ReturnType<typeof outcomeOf> | undefined;
beforeAll(async () => {
  [production, newco, unlikely, refused] = await runApps(
    { environment: 'production' },
    { environment: 'production', organization: 'newco' },
    { environment: 'dev', organization: 'acrne-x' },
    { environment: 'dev', organization: 'acrne' },
  );
}, 60_000);

test('an environment is synthesized whole', () => {
  expect(production).toEqual({
    status: 0,
    stderr: '',
    templates: [
      'ts-production-organization-acme-eu.template.json',
      'ts-production-organization-acme.template.json',
      'ts-production-organization-globex.template.json',
      'ts-production-shared.template.json',
    ],
  });
});

test('an organization that is not recorded yet is synthesized alone, with a line on how to record it', () => {
  expect(newco).toEqual({
    status: 0,
    stderr:
      'organization "newco" is not recorded; to keep it: ' +
      'npm run organizations -- add newco --environment production\n',
    templates: ['ts-production-organization-newco.template.json'],
  });
});

test('what is probably not meant is told once, and synthesized all the same', () => {
  expect(unlikely).toMatchObject({ status: 0, templates: ['ts-dev-organization-acrne-x.template.json'] });
  expect(unlikely?.stderr).toContain('acrne-x');
  expect(unlikely?.stderr).not.toContain('warning');
  expect(refused).toMatchObject({ status: 1, templates: [] });
  expect(refused?.stderr).toMatch(/^-c organization = "acrne": looks like "acme"[^\n]*\n$/);
});

test('bad input gets its problems, no stack trace, a failure exit and no templates', () => {
  expect(runApp({ env: 'dev', organization: 'Acme' })).toEqual({
    status: 1,
    stderr:
      '-c env: unknown context key; did you mean "environment"?\n' +
      '-c organization = "Acme": a slug has lower-case letters, digits and single inner hyphens, ' +
      'and starts with a letter; try "acme"\n',
    templates: [],
  });
}, 30_000);
