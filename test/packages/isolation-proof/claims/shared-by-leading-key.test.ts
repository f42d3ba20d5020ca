import { tenantIsolation } from '../../../../packages/isolation-proof/src/claims/tenant-isolation';
import { verify } from '../../../../packages/isolation-proof/src/judge/verify';
import { sharedByLeadingKey } from '../../../../packages/isolation-proof/src/tenancy/leading-keys';
import { tenancyFrom } from '../../../../packages/isolation-proof/src/tenancy/tenancy-from';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { inlinePolicy, policyOf, roleOf, twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const TABLE = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}:table/items`;
const OWN_ITEMS = {
  'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['${aws:PrincipalTag/orgSlug}'] },
};

const SPECIFICATION = {
  tenants: TAGS,
  tenancyOf: tenancyFrom({ partitions: () => [sharedByLeadingKey([TABLE])] }),
  claims: [tenantIsolation()],
};

/** What is proved of two organizations that share a table, of which acme's role has a statement. */
function verdictWith(statement: JsonObject, tablePolicy?: Json): string {
  const table = stackOf(
    {
      Table: [
        'AWS::DynamoDB::Table',
        {
          TableName: 'items',
          ...(tablePolicy === undefined ? {} : { ResourcePolicy: { PolicyDocument: policyOf(tablePolicy) } }),
        },
      ],
    },
    'shared',
  );
  const stacks = twoOrganizations(
    { Role: roleOf('acme', inlinePolicy({ Effect: 'Allow', Resource: TABLE, ...statement })) },
    { Role: roleOf('acme-eu') },
  );
  return verify([table, ...stacks], SPECIFICATION).verdict;
}

const ITEMS = ['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:Query'];

test('items of one organization each are proved by their partition key', () => {
  expect(verdictWith({ Action: ITEMS, Condition: OWN_ITEMS })).toBe('proved');
});

interface Mistake {
  readonly by: string;
  readonly statement: JsonObject;
  readonly tablePolicy?: Json;
}

const keyed = (operator: string, key: string): JsonObject => ({
  [operator]: { 'dynamodb:LeadingKeys': [key] },
});

test.each<Mistake>([
  { by: 'no condition', statement: { Action: ITEMS } },
  {
    by: 'a scan, with which the key is absent',
    statement: { Action: 'dynamodb:Scan', Condition: OWN_ITEMS },
  },
  {
    by: 'one own key among others',
    statement: { Action: ITEMS, Condition: keyed('ForAnyValue:StringEquals', 'acme') },
  },
  {
    by: "the neighbour's key",
    statement: { Action: ITEMS, Condition: keyed('ForAllValues:StringEquals', 'acme-eu') },
  },
  {
    by: 'a key that begins like its own',
    statement: { Action: ITEMS, Condition: keyed('ForAllValues:StringLike', 'acme*') },
  },
  {
    by: 'an index, which has keys of its own',
    statement: { Action: 'dynamodb:Query', Resource: `${TABLE}/index/*`, Condition: OWN_ITEMS },
  },
  {
    by: "the table's own policy",
    statement: { Action: ITEMS, Condition: OWN_ITEMS },
    tablePolicy: {
      Effect: 'Allow',
      Principal: { AWS: `arn:aws:iam::${ACCOUNT}:role/acme-role` },
      Action: 'dynamodb:GetItem',
      Resource: TABLE,
    },
  },
])('violated by $by', ({ statement, tablePolicy }) => {
  expect(verdictWith(statement, tablePolicy)).toBe('violated');
});
