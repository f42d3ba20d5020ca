import { ENVIRONMENT_TAG } from '../../../../lib/isolation/tenancy';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { readAssemblyStacks } from '../../../../packages/isolation-proof/src/assembly/assembly';
import {
  type Provenance,
  readProvenance,
  toolVersion,
} from '../../../../packages/isolation-proof/src/provenance/provenance';
import { buildApp } from '../../../../lib/stacks/build-app';
import { environment, organization } from '../../../fixtures/environment';
import { FEATURE_FLAGS } from '../../../fixtures/feature-flags';
import { wholeOf } from '../../../fixtures/synthesize';

const directory = mkdtempSync(join(tmpdir(), 'provenance-test-'));
const synthesized = join(directory, 'cdk.out');

beforeAll(() => {
  const app = new App({
    analyticsReporting: false,
    builtinCloudFormationValidation: false,
    context: FEATURE_FLAGS,
    outdir: synthesized,
  });
  const organizations = [
    organization('acme', { displayName: 'Acme "Corp"' }),
    organization('acme-eu', { displayName: 'Acme Europe', status: 'suspended' }),
  ];
  buildApp(app, wholeOf(environment({ organizations })), { proveIsolation: false });
  app.synth();
});

afterAll(() => {
  rmSync(directory, { recursive: true, force: true });
});

const provenance = (): Provenance =>
  readProvenance(synthesized, readAssemblyStacks(synthesized), ENVIRONMENT_TAG);

test('every template has the hash of its bytes, as sha256sum prints it', () => {
  const { templates } = provenance();
  expect(templates.map(({ file }) => file)).toEqual([
    'ts-test-shared.template.json',
    'ts-test-organization-acme.template.json',
    'ts-test-organization-acme-eu.template.json',
  ]);
  for (const { file, sha256 } of templates) {
    expect(sha256).toBe(
      createHash('sha256')
        .update(readFileSync(join(synthesized, file)))
        .digest('hex'),
    );
  }
});

test('the environment is the one that resources are tagged with', () => {
  expect(provenance().environments).toEqual(['test']);
});

test('organizations have the display name and status of the environment, which are in no template', () => {
  const { organizations, templates } = provenance();
  expect([...organizations.values()]).toEqual([
    { slug: 'acme', displayName: 'Acme "Corp"', status: 'active' },
    { slug: 'acme-eu', displayName: 'Acme Europe', status: 'suspended' },
  ]);
  const text = templates.map(({ file }) => readFileSync(join(synthesized, file), 'utf8')).join('');
  expect(text).not.toMatch(/"displayName"/);
});

test('acknowledged findings are read with rule, construct and reason', () => {
  const { acknowledged, unread } = provenance();
  expect(unread).toEqual([]);
  const found = acknowledged.map(({ stack, path, id }) => [stack, path, id]);
  expect(found).toContainEqual([
    'ts-test-organization-acme',
    'ts-test-organization-acme/Queries/Permissions/Policy',
    'AwsSolutions-IAM5[Resource::arn:aws:s3:::ts-test-standardized-111122223333-eu-central-1-an/acme/*]',
  ]);
  expect(found).toContainEqual([
    'ts-test-shared',
    'ts-test-shared/Raw/Bucket',
    'NIST.800.53.R5-S3BucketReplicationEnabled',
  ]);
  expect(acknowledged.every(({ reason }) => reason.length > 20)).toBe(true);
});

test('the tool is named with its version', () => {
  expect(provenance().tool).toBe(toolVersion());
  expect(toolVersion()).toMatch(/^isolation-proof \d+\.\d+\.\d+/);
});
