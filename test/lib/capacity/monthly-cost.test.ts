import { monthlyCost } from '../../../lib/capacity/monthly-cost';
import { environment, regionNamed } from '../../fixtures/environment';
import { type MadeResource, resources, stackOf, tagsOf } from './templates';

function keys(count: number, rotates: boolean, slug?: string): Record<string, MadeResource> {
  return Object.fromEntries(
    Array.from({ length: count }, (_, index) => [
      `Key${index}`,
      {
        Type: 'AWS::KMS::Key',
        Properties: { EnableKeyRotation: rotates, ...(slug === undefined ? {} : { Tags: tagsOf(slug) }) },
      },
    ]),
  );
}

const SHARED = stackOf('shared', keys(1, true));
const ACME = stackOf('acme', keys(2, true, 'acme'));
const ACME_EU = stackOf('acme-eu', keys(1, false, 'acme-eu'));

test('a key costs a dollar a month, and three once it has been rotated twice', () => {
  const cost = monthlyCost([SHARED, ACME, ACME_EU], environment());
  expect(cost.shared).toMatchObject({ atFirst: 1, later: 3 });
  expect(cost.perOrganization).toMatchObject({ atFirst: 2, later: 6 });
  // Of acme-eu, whose key is not rotated, one.
  expect(cost).toMatchObject({ organizations: 2, total: { atFirst: 4, later: 10 } });
  expect(cost.perOrganization.lines).toEqual([
    { key: 'kms-key', what: 'KMS keys', quantity: 2, price: 1, amount: 2, from: 'deployment' },
    {
      key: 'kms-key-rotations',
      what: 'KMS keys that have been rotated twice',
      quantity: 2,
      price: 2,
      amount: 4,
      from: 'later',
    },
  ]);
});

test('an organization whose template is not there costs as much as the one that costs most', () => {
  expect(monthlyCost([SHARED, ACME], environment()).total).toEqual({ atFirst: 5, later: 15 });
});

test.each([
  [0, 1, 3],
  [1000, 2001, 6003],
])('%d organizations cost %d at first and %d later', (organizations, atFirst, later) => {
  const { total } = monthlyCost([SHARED, ACME, ACME_EU], environment(), { organizations });
  expect(total).toEqual({ atFirst, later });
});

test('prices are those of the Region, or of us-east-1 where the table has none, which is said', () => {
  const inRegion = (region: string): unknown => {
    const cost = monthlyCost([SHARED], environment({ region: regionNamed(region) }));
    return [cost.region, cost.ownRegion, cost.growing[0]?.price];
  };
  expect(inRegion('eu-central-1')).toEqual(['eu-central-1', true, 0.0245]);
  expect(inRegion('us-east-1')).toEqual(['us-east-1', true, 0.023]);
  expect(inRegion('eu-west-1')).toEqual(['us-east-1', false, 0.023]);
});

test('types without a price that are not known to be free are named, not left out in silence', () => {
  const endpoints = stackOf('acme', {
    ...resources('AWS::EC2::VPCEndpoint', 2, 'acme'),
    ...resources('AWS::SQS::Queue', 1),
  });
  expect(monthlyCost([SHARED, endpoints], environment()).unpriced).toEqual(['AWS::EC2::VPCEndpoint']);
  expect(monthlyCost([SHARED, ACME], environment()).unpriced).toEqual([]);
});
