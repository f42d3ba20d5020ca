import type { Principal } from '../../../../packages/isolation-proof/src/model/principal';
import { Whereabouts } from '../../../../packages/isolation-proof/src/model/whereabouts';
import type { NamedThing } from '../../../../packages/isolation-proof/src/resources/named-resource';
import type {
  StackTemplate,
  TemplateResource,
} from '../../../../packages/isolation-proof/src/templates/template';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

const table = (name: string) => ['AWS::DynamoDB::Table', { TableName: name }] as const;
const one = stackOf(
  {
    Table: table('orders'),
    Queue: ['AWS::SQS::Queue', { QueueName: 'here' }],
    Unnamed: ['AWS::DynamoDB::Table', {}],
    Logs: ['AWS::Logs::LogGroup', { LogGroupName: '/acme' }],
    Parameter: ['AWS::SSM::Parameter', { Name: '/acme' }],
    Repository: ['AWS::ECR::Repository', { RepositoryName: 'acme' }],
  },
  'one',
);
const two = stackOf({ Table: table('elsewhere'), Same: table('shared') }, 'two');
const three = stackOf({ Same: table('shared') }, 'three');

function of(stack: StackTemplate, id: string): TemplateResource {
  const resource = stack.resources.get(id);
  if (resource === undefined) throw new Error(`there is no ${id}`);
  return resource;
}

const principal = (kind: Principal['kind'], arn: string, owner?: string): Principal => ({
  arn,
  kind,
  owner,
  identity: [],
  boundary: undefined,
  facts: new Map(),
  trust: [],
  source: of(one, 'Queue'),
});
const ROLE = `arn:aws:iam::${ACCOUNT}:role/team/reader`;
const whereabouts = new Whereabouts(
  [one, two, three].flatMap(({ resources }) => [...resources.values()]),
  [
    principal('role', ROLE, 'acme'),
    principal('role', 'arn:x:role/platform'),
    principal('user', 'arn:x:user/ann', 'acme'),
  ],
);
const place = (thing: NamedThing, from = of(one, 'Queue')): string =>
  whereabouts.resourceNamed(thing, from)?.path ?? 'nowhere';
const DYNAMODB = `arn:aws:dynamodb:eu-central-1:${ACCOUNT}`;

test.each([
  [`${DYNAMODB}:table/orders`, 'one/Table'],
  // A part of it.
  [`${DYNAMODB}:table/orders/index/by-date`, 'one/Table'],
  [`${DYNAMODB}:table/orders2`, 'nowhere'],
  [`${DYNAMODB}:table`, 'nowhere'],
  [DYNAMODB, 'nowhere'],
  [`arn:aws:sqs:eu-central-1:${ACCOUNT}:here`, 'one/Queue'],
  [`arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:/acme:log-stream:x/y`, 'one/Logs'],
  // Names of their own, of what no template makes.
  [`arn:aws:logs:eu-central-1:${ACCOUNT}:log-group:/acme/x`, 'nowhere'],
  [`arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/acme/x`, 'nowhere'],
  [`arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/acme/x`, 'nowhere'],
  [`arn:aws:ssm:eu-central-1:${ACCOUNT}:parameter/acme`, 'one/Parameter'],
  [`arn:aws:ecr:eu-central-1:${ACCOUNT}:repository/acme`, 'one/Repository'],
])('%s is of %s', (arn, expected) => {
  expect(place({ kind: 'arn', arn })).toBe(expected);
});

test.each<[string, TemplateResource, string]>([
  ['orders', of(two, 'Table'), 'one/Table'],
  ['none', of(two, 'Table'), 'nowhere'],
  // What several stacks have is that of the own stack, or any of them.
  ['shared', of(two, 'Table'), 'two/Same'],
  ['shared', of(three, 'Same'), 'three/Same'],
  ['shared', of(one, 'Table'), 'nowhere'],
])('by the name %s, %p refers to %s', (ref, from, expected) => {
  expect(place({ kind: 'ref', ref }, from)).toBe(expected);
});

test('what is neither an ARN nor a name is nowhere', () => {
  expect(place({ kind: 'unknown' } as unknown as NamedThing)).toBe('nowhere');
});

test('roles are found by ARN and by name, and users are none', () => {
  expect([ROLE, 'reader'].map((role) => whereabouts.roleNamed(role)?.owner)).toEqual(['acme', 'acme']);
  expect(whereabouts.roleNamed('platform')).toMatchObject({ owner: undefined });
  for (const nobody of ['team/reader', 'ann', 'arn:x:user/ann', 'arn:x:role/platform2']) {
    expect(whereabouts.roleNamed(nobody)).toBeUndefined();
  }
});
