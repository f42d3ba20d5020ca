import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../fixtures/commands';
import { FEATURE_FLAGS } from '../fixtures/feature-flags';

interface Run {
  readonly status: number | null;
  readonly stderr: string;
  readonly templates: readonly string[];
}

/** Runs the app as the CDK command does, with these context values and without template validation. */
function runApp(context: Readonly<Record<string, string>>): Run {
  const outdir = mkdtempSync(join(tmpdir(), 'app-test-'));
  try {
    const { status, stderr } = runCommand('app.ts', [], {
      ...process.env,
      CDK_OUTDIR: outdir,
      CDK_VALIDATION: 'false',
      CDK_CONTEXT_JSON: JSON.stringify({ ...FEATURE_FLAGS, ...context }),
    });
    const templates = readdirSync(outdir).filter((file) => file.endsWith('.template.json'));
    return { status, stderr, templates };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

test('an environment is synthesized whole', () => {
  expect(runApp({ environment: 'production' })).toEqual({
    status: 0,
    stderr: '',
    templates: [
      'ts-production-organization-acme-eu.template.json',
      'ts-production-organization-acme.template.json',
      'ts-production-organization-globex.template.json',
      'ts-production-shared.template.json',
    ],
  });
}, 30_000);

test('an organization that is not recorded yet is synthesized alone, with a line on how to record it', () => {
  expect(runApp({ environment: 'production', organization: 'newco' })).toEqual({
    status: 0,
    stderr:
      'organization "newco" is not recorded; to keep it: ' +
      'npm run organizations -- add newco --environment production\n',
    templates: ['ts-production-organization-newco.template.json'],
  });
}, 30_000);

test('what is probably not meant is told once, and synthesized all the same', () => {
  const { status, stderr, templates } = runApp({ environment: 'dev', organization: 'acrne-x' });
  expect([status, templates]).toEqual([0, ['ts-dev-organization-acrne-x.template.json']]);
  expect(stderr).not.toContain('warning');
  const refused = runApp({ environment: 'dev', organization: 'acrne' });
  expect(refused).toMatchObject({ status: 1, templates: [] });
  expect(refused.stderr).toMatch(/^-c organization = "acrne": looks like "acme"[^\n]*\n$/);
}, 60_000);

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
