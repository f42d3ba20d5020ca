import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import { partsOf } from '../../../../packages/isolation-proof/src/model/tenant-parts';
import { roleOf, tagsOf, twoOrganizations } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const QUEUE = ['AWS::SQS::Queue', { QueueName: 'queue', Tags: tagsOf('acme') }] as const;
const SHARED = stackOf(
  {
    Topic: ['AWS::SNS::Topic', { TopicName: 'shared' }],
    Role: ['AWS::IAM::Role', { ...roleOf('x')[1], RoleName: 'platform', Tags: [] }],
  },
  'platform',
);
const modelOf = (...[acme]: Parameters<typeof twoOrganizations>) =>
  readModel([...twoOrganizations(acme), SHARED], { tags: TAGS });

/** Paths of a tenant's resources and names of its principals. */
function partsIn(model: ReturnType<typeof modelOf>, tenant: string): unknown {
  const { resources, principals } = partsOf(model, tenant);
  return {
    resources: resources.map(({ path }) => path),
    principals: principals.map(({ arn }) => arn.slice(arn.lastIndexOf('/') + 1)),
  };
}

test("the parts of a tenant are its own, without a neighbour's and the platform's", () => {
  const model = modelOf({ Queue: QUEUE });
  const acme = { resources: ['acme/Role', 'acme/Queue'], principals: ['acme-role'] };
  expect(partsIn(model, 'acme')).toEqual(acme);
  expect(partsIn(model, 'acme-eu')).toEqual({ resources: ['acme-eu/Role'], principals: ['acme-eu-role'] });
  expect(partsIn(model, 'acme')).toEqual(acme);
});

test('who has nothing has no parts', () => {
  expect(partsOf(modelOf(), 'globex')).toStrictEqual({ resources: [], principals: [] });
});

test('of another model they are others', () => {
  const [one, other] = [modelOf({ Queue: QUEUE }), modelOf()];
  partsOf(one, 'acme');
  expect(partsIn(other, 'acme')).toEqual({ resources: ['acme/Role'], principals: ['acme-role'] });
});

test('a model is sorted once, however many tenants are asked for', () => {
  const model = modelOf();
  let asked = 0;
  const ownership = { of: () => void (asked += 1) };
  const counted = { ...model, ownership: ownership as unknown as typeof model.ownership };
  partsOf(counted, 'acme');
  const once = asked;
  partsOf(counted, 'acme-eu');
  expect([asked, once]).toEqual([4, 4]);
});
