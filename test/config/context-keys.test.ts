import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '../../config/errors';
import { FEATURE_FLAGS } from '../fixtures/feature-flags';
import { makeEnvironments, selectionProblems } from './selection-problems';

let directory: string;
beforeAll(() => {
  directory = makeEnvironments();
});
afterAll(() => {
  rmSync(join(directory, '..'), { recursive: true });
});

const problemsOf = (context: Readonly<Record<string, unknown>>): readonly Problem[] =>
  selectionProblems(context, directory);

describe('keys that are ours, misspelled', () => {
  test.each([
    ['organisation', 'organization'],
    ['Organization', 'organization'],
    ['ORGANIZATION', 'organization'],
    ['organizations', 'organization'],
    ['organizaton', 'organization'],
    ['org', 'organization'],
    ['orgs', 'organization'],
    ['orgSlug', 'organization'],
    ['org-slug', 'organization'],
    ['slug', 'organization'],
    ['tenant', 'organization'],
    ['env', 'environment'],
    ['ENV', 'environment'],
    ['envs', 'environment'],
    ['Environment', 'environment'],
    ['environments', 'environment'],
    ['enviroment', 'environment'],
    ['environmnet', 'environment'],
    [' environment', 'environment'],
    ['stage', 'environment'],
    ['judgeall', 'judgeAll'],
    ['judge-all', 'judgeAll'],
  ])('%j', (key, meant) => {
    expect(problemsOf({ [key]: 'acme' })).toEqual([
      { place: `-c ${key}`, fix: `unknown context key; did you mean "${meant}"?` },
    ]);
  });

  test('are a mistake beside the right key, too', () => {
    expect(problemsOf({ environment: 'dev', env: 'dev' })).toEqual([
      { place: '-c env', fix: 'unknown context key; did you mean "environment"?' },
    ]);
  });
});

describe('keys that are not ours are left alone', () => {
  test('the feature flags of this project', () => {
    expect(problemsOf(FEATURE_FLAGS)).toEqual([]);
  });

  test.each([
    '@aws-cdk/core:newStyleStackSynthesis',
    'aws:cdk:enable-path-metadata',
    'aws:cdk:enable-asset-metadata',
    'aws:cdk:bundling-stacks',
    'aws-cdk:enableDiffNoFail',
    'availability-zones:account=111122223333:region=eu-central-1',
    'hosted-zone:account=111122223333:domainName=example.com:region=eu-central-1',
    'cli-telemetry',
    'acknowledged-issue-numbers',
    'tree',
    'owner',
    'costCenter',
    'account',
    'region',
    'version',
    'my-team:setting',
    'orgChart',
    'development',
    '42',
    '',
    'constructor',
    'toString',
    '__proto__x',
  ])('%j', (key) => {
    expect(problemsOf({ [key]: 'anything' })).toEqual([]);
  });
});
