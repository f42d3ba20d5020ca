import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { undecidedReasons } from '../../../../packages/isolation-proof/src/resources/undecided';
import { roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

/** What is said against a database of acme in the cluster of somebody. */
function saidOfMemberOf(owner: 'acme' | 'acme-eu' | 'shared'): string[] {
  const member = ['AWS::RDS::DBInstance', { DBClusterIdentifier: 'data', Tags: tagsOf('acme') }] as const;
  const tags = owner === 'shared' ? {} : { Tags: tagsOf(owner) };
  const stacks = [
    ...twoOrganizations({ Member: member }),
    stackOf({ Cluster: ['AWS::RDS::DBCluster', { DBClusterIdentifier: 'data', ...tags }] }, 'clusters'),
  ];
  return told(judged(flows, stacks, () => ({}), { owner: TAGS.owner }));
}

it('is a member of a cluster of the same owner', () => {
  expect(saidOfMemberOf('acme')).toEqual([]);
});

test.each([
  ['acme-eu', 'acme-eu'],
  ['shared', 'the platform'],
] as const)('is no member of a cluster of %s: it would hold all of its data', (owner, name) => {
  expect(saidOfMemberOf(owner)).toEqual([
    `acme/Member of acme: data of the cluster come from clusters/Cluster of ${name} (DBClusterIdentifier)`,
  ]);
});

it('is undecided where the data are those of clusters elsewhere, too', () => {
  const cluster = (properties: Record<string, string>): string[] => {
    const { resources } = stackOf({ Role: roleOf('acme'), C: ['AWS::RDS::DBCluster', properties] }, 'acme');
    return [...resources.values()].flatMap((resource) => undecidedReasons(resource));
  };

  expect(cluster({ DBClusterIdentifier: 'data' })).toEqual([]);
  expect(cluster({ GlobalClusterIdentifier: 'world' })).toEqual([
    expect.stringContaining('which clusters have copies of the data is not judged'),
  ]);
});
