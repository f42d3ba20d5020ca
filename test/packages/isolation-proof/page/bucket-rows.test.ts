import { examine } from '../../../../packages/isolation-proof/src/judge/examine';
import { logRows } from '../../../../packages/isolation-proof/src/page/bucket-rows';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const bucket = (properties: JsonObject): readonly [string, JsonObject] => ['AWS::S3::Bucket', properties];

/** Rows of buckets, each organization having one of its own, and the platform a third one. */
function rowsFor(owner: string | undefined): unknown[] {
  const stacks = [
    ...twoOrganizations(
      { Role: roleOf('acme'), Data: bucket({ Tags: tagsOf('acme') }) },
      { Role: roleOf('acme-eu'), Data: bucket({ Tags: tagsOf('acme-eu') }) },
    ),
    stackOf({ Logs: bucket({ BucketName: 'logs' }) }, 'shared'),
  ];
  const specification = { tenants: TAGS, tenancyOf: tenancyFrom({}), claims: [] };
  return examine(stacks, specification, (evidence) =>
    logRows(evidence, owner).map(({ scope, title, meant }) => [scope, title, meant]),
  );
}

it('shows a bucket of an organization among what is its own, and for its neighbours among what is not', () => {
  expect(rowsFor('acme')).toEqual([
    ['own', '(acme/Data) bucket', 'anything'],
    ['others', '(acme-eu/Data) bucket', []],
    ['shared', 'logs bucket', []],
  ]);
});

it('shows principals of no organization the buckets of organizations as those of others', () => {
  expect(rowsFor(undefined)).toEqual([
    ['others', '(acme/Data) bucket', 'anything'],
    ['others', '(acme-eu/Data) bucket', 'anything'],
    ['shared', 'logs bucket', 'anything'],
  ]);
});
