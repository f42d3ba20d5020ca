import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Tenancy } from '../../../../packages/isolation-proof/src/tenancy/tenancy';
import { tagsOf } from '../fixtures/organizations';
import { action, CODE, DEPLOYMENT, PIPELINE, PROJECT } from './rows-of-code';
import { saidOfAcme } from './said-of-acme';

describe('code outside AWS', () => {
  const said = (type: string, properties: JsonObject, tenancy?: Partial<Tenancy>): string[] =>
    saidOfAcme(CODE.thingsOf, type, { ...properties, Tags: tagsOf('acme') }, tenancy);

  test.each<[string, string, JsonObject]>([
    [
      'https://github.com/acme/code.git',
      PROJECT,
      { Source: { Location: 'https://github.com/acme/code.git' } },
    ],
    ['git@example.com:code.git', PROJECT, { Source: { Location: 'git@example.com:code.git' } }],
    ['acme/code', PIPELINE, action({ Configuration: { FullRepositoryId: 'acme/code' } })],
    ['acme/code', DEPLOYMENT, { Deployment: { Revision: { GitHubLocation: { Repository: 'acme/code' } } } }],
  ])('has to be declared: %s', (place, type, properties) => {
    const destinations = [{ resources: [place], because: 'acme writes it' }];

    expect(said(type, properties)).toEqual([expect.stringContaining(`comes from ${place} (`)]);
    expect(said(type, properties, { destinations })).toEqual([]);
  });

  test('a build that is written down, or is a file of its source, is its own', () => {
    expect(said(PROJECT, { Source: { BuildSpec: 'version: 0.2\nphases: {}\n' } })).toEqual([]);
    expect(said(PROJECT, { Source: { BuildSpec: 'ci/build.yml' } })).toEqual([]);
  });
});

test('which machines a deployment chooses by tags is not judged', () => {
  const Ec2TagFilters = [{ Key: 'Name', Value: 'web' }];

  expect(() => saidOfAcme(CODE.thingsOf, DEPLOYMENT, { Ec2TagFilters, Tags: tagsOf('acme') })).toThrow(
    'Ec2TagFilters of AWS::CodeDeploy::DeploymentGroup is not supported: which machines have the tags is not judged',
  );
});
