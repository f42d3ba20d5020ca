import { organizationBlueprints, type StackBlueprint } from '../../../tools/bench/app-blueprint';

const ORGANIZATION: StackBlueprint = {
  stackName: 'ts-dev-organization-org00001',
  description: 'Organization org00001',
  tags: { orgSlug: 'org00001', environment: 'dev' },
  resources: {
    Role: {
      Type: 'AWS::IAM::Role',
      Properties: {
        RoleName: 'ts-dev-org00001-data-hub',
        Prefixes: ['org00001/', 'org00001/*'],
        Database: 'ts_dev_org00001',
        Untouched: ['org0000', 'ORG00001', 5, null, true],
      },
    },
  },
  outputs: { Both: { Value: { 'Fn::Sub': 's3://org00001/${Role}/org00001' } } },
};

test('an organization becomes another wherever its slug stands, and nowhere else', () => {
  const [same, other, ...more] = organizationBlueprints({ organization: ORGANIZATION, slug: 'org00001' }, [
    'org00001',
    'org00042',
  ]);
  expect(same).toEqual(ORGANIZATION);
  expect(other).toEqual({
    stackName: 'ts-dev-organization-org00042',
    description: 'Organization org00042',
    tags: { orgSlug: 'org00042', environment: 'dev' },
    resources: {
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          RoleName: 'ts-dev-org00042-data-hub',
          Prefixes: ['org00042/', 'org00042/*'],
          Database: 'ts_dev_org00042',
          Untouched: ['org0000', 'ORG00001', 5, null, true],
        },
      },
    },
    outputs: { Both: { Value: { 'Fn::Sub': 's3://org00042/${Role}/org00042' } } },
  });
  expect(more).toEqual([]);
});

test('each blueprint is its own', () => {
  const [one, two] = organizationBlueprints({ organization: ORGANIZATION, slug: 'org00001' }, [
    'org00001',
    'org00002',
  ]);
  expect(one?.resources).not.toBe(two?.resources);
});
