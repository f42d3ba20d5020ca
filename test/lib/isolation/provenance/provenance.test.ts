import { ENVIRONMENT_TAG } from '../../../../lib/isolation/tenancy';
import {
  ORGANIZATION_METADATA,
  organizationMetadata,
} from '../../../../packages/isolation-proof/src/provenance/organization-records';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
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

describe('other assemblies', () => {
  const TEMPLATE = { Resources: { A: { Type: 'X' } } };

  /** The provenance of an assembly of one stack. */
  function provenanceOf(artifact: object, files: Readonly<Record<string, string>> = {}): Provenance {
    const folder = mkdtempSync(join(directory, 'other-'));
    const stack = {
      type: 'aws:cloudformation:stack',
      environment: 'aws://111122223333/eu-central-1',
      properties: { templateFile: 't.json' },
      ...artifact,
    };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ artifacts: { stack } }));
    writeFileSync(join(folder, 't.json'), JSON.stringify(TEMPLATE));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    return readProvenance(folder, readAssemblyStacks(folder), ENVIRONMENT_TAG);
  }

  const acknowledgement = (id: string): object => ({
    type: 'aws:cdk:acknowledged-rules',
    data: { [id]: 'why' },
  });

  test('without tags or metadata there is no environment, no organization, no finding and no commit', () => {
    const found = provenanceOf({});
    expect(found.environments).toEqual([]);
    expect(found.organizations.size).toBe(0);
    expect(found.acknowledged).toEqual([]);
    expect(found).not.toHaveProperty('checkout');
  });

  test('metadata in the manifest, as earlier versions of the CDK write it, is read as well', () => {
    const { acknowledged } = provenanceOf({ metadata: { '/stack/A': [acknowledgement('Pack-1')] } });
    expect(acknowledged).toMatchObject([{ path: 'stack/A', id: 'Pack-1', reason: 'why' }]);
  });

  test('a display name comes back as it was written, and holds nothing that the CDK takes for a token', () => {
    const record = { slug: 'acme', displayName: '${Token[TOKEN.1]} & $on', status: 'active' as const };
    const data = organizationMetadata(record);
    expect(JSON.stringify(data)).not.toContain('$');
    const metadata = { '/stack': [{ type: ORGANIZATION_METADATA, data }] };
    const found = provenanceOf({ additionalMetadataFile: 'm.json' }, { 'm.json': JSON.stringify(metadata) });
    expect(found.organizations.get('acme')).toEqual(record);
  });

  test.each([
    ['is missing', {}],
    ['is not JSON', { 'm.json': '{' }],
  ])('metadata that %s is said to be missing, and nothing else is lost', (_what, files) => {
    const found = provenanceOf({ additionalMetadataFile: 'm.json' }, files);
    expect(found.unread).toEqual([expect.stringMatching(/^m\.json cannot be read: /)]);
    expect(found.templates).toHaveLength(1);
  });

  test.each([
    ['a list', []],
    ['entries that are texts', { '/a': ['x', 1, null] }],
    ['entries without data', { '/a': [{ type: 'aws:cdk:acknowledged-rules' }, { type: 'organization' }] }],
    [
      'an organization with another status',
      { '/a': [{ type: 'organization', data: { slug: 'a', displayName: 'A', status: 'closed' } }] },
    ],
  ])('metadata of another shape is nothing: %s', (_what, metadata) => {
    const found = provenanceOf({ additionalMetadataFile: 'm.json' }, { 'm.json': JSON.stringify(metadata) });
    expect([found.acknowledged, found.organizations.size, found.unread]).toEqual([[], 0, []]);
  });
});
