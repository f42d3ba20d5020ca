import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readCloudAssembly } from '../../../lib/deployed/cloud-assembly';

describe('readCloudAssembly', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'cloud-assembly-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  test('reads the stacks, with the tags and the protection that CloudFormation is to give them', () => {
    const properties = { templateFile: 'acme.json', terminationProtection: true, tags: { orgSlug: 'acme' } };
    const artifacts = {
      'acme.assets': { type: 'cdk:asset-manifest', properties: { file: 'acme.assets.json' } },
      acme: { type: 'aws:cloudformation:stack', properties: { ...properties, stackName: 'ts-local-acme' } },
      'acme-eu': { type: 'aws:cloudformation:stack', properties: { templateFile: 'acme-eu.json' } },
      Tree: { type: 'cdk:tree' },
    };
    const key = { Type: 'AWS::KMS::Key', Properties: { Description: 'acme' }, DeletionPolicy: 'Retain' };
    writeFileSync(join(folder, 'manifest.json'), JSON.stringify({ version: '55.0.0', artifacts }));
    writeFileSync(join(folder, 'acme.json'), JSON.stringify({ Resources: { Key: key }, Outputs: {} }));
    writeFileSync(
      join(folder, 'acme-eu.json'),
      JSON.stringify({ Resources: { Key: { Type: 'AWS::KMS::Key' } } }),
    );

    expect(readCloudAssembly(folder)).toEqual([
      {
        name: 'ts-local-acme',
        template: { Resources: { Key: key }, Outputs: {} },
        terminationProtection: true,
        tags: { orgSlug: 'acme' },
      },
      {
        name: 'acme-eu',
        template: { Resources: { Key: { Type: 'AWS::KMS::Key', Properties: {} } }, Outputs: {} },
        terminationProtection: false,
        tags: {},
      },
    ]);
  });
});
