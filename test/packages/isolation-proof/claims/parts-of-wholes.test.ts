import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { arnOfResource } from '../../../../packages/isolation-proof/src/model/resource-arns';
import { descriptionOf } from '../../../../packages/isolation-proof/src/resources/registry';
import { physicalReference } from '../../../../packages/isolation-proof/src/resources/physical-names';
import { knownText } from '../../../../packages/isolation-proof/src/resources/resolve';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

/** A part, with where it names its whole, and what comes to it from there. */
type Row = readonly [
  part: string,
  place: string,
  whole: string,
  data: string,
  of?: (whole: Json) => JsonObject,
];

const V1 = 'AWS::ApiGateway::RestApi';
const V2 = 'AWS::ApiGatewayV2::Api';
const LISTENER = 'AWS::ElasticLoadBalancingV2::Listener';
const TARGETS = 'AWS::ElasticLoadBalancingV2::TargetGroup';
const POOL = 'AWS::Cognito::UserPool';
const GROUP = 'AWS::AutoScaling::AutoScalingGroup';

/** Tenants may share these, and each has its part. */
const SHARED: readonly Row[] = [
  [LISTENER, 'LoadBalancerArn', 'AWS::ElasticLoadBalancingV2::LoadBalancer', 'requests'],
  ['AWS::ElasticLoadBalancingV2::ListenerRule', 'ListenerArn', LISTENER, 'requests'],
  [GROUP, 'TargetGroupARNs[0]', TARGETS, 'requests', (arn) => ({ TargetGroupARNs: [arn] })],
  [
    GROUP,
    'TrafficSources[0].Identifier',
    TARGETS,
    'requests',
    (Identifier) => ({ TrafficSources: [{ Identifier }] }),
  ],
  ['AWS::AutoScaling::LifecycleHook', 'AutoScalingGroupName', GROUP, 'news of machines that start and stop'],
  [
    'AWS::ECS::Service',
    'LoadBalancers[0].TargetGroupArn',
    TARGETS,
    'requests',
    (TargetGroupArn) => ({ LoadBalancers: [{ TargetGroupArn }] }),
  ],
  [
    'AWS::ECS::Service',
    'LoadBalancers[0].AdvancedConfiguration.AlternateTargetGroupArn',
    TARGETS,
    'requests',
    (arn) => ({ LoadBalancers: [{ AdvancedConfiguration: { AlternateTargetGroupArn: arn } }] }),
  ],
  [
    'AWS::ECS::Service',
    'ServiceRegistries[0].RegistryArn',
    'AWS::ServiceDiscovery::Service',
    'requests',
    (RegistryArn) => ({ ServiceRegistries: [{ RegistryArn }] }),
  ],
  ['AWS::ECS::Service', 'Cluster', 'AWS::ECS::Cluster', 'machines'],
  [
    'AWS::ECS::Service',
    'CapacityProviderStrategy[1].CapacityProvider',
    'AWS::ECS::CapacityProvider',
    'machines',
    (provider) => ({
      CapacityProviderStrategy: [{ CapacityProvider: 'FARGATE_SPOT' }, { CapacityProvider: provider }],
    }),
  ],
  [
    'AWS::ECS::Cluster',
    'CapacityProviders[1]',
    'AWS::ECS::CapacityProvider',
    'machines',
    (provider) => ({ CapacityProviders: ['FARGATE', provider] }),
  ],
  ['AWS::ECS::ClusterCapacityProviderAssociations', 'Cluster', 'AWS::ECS::Cluster', 'tasks'],
  [
    'AWS::ECS::CapacityProvider',
    'AutoScalingGroupProvider.AutoScalingGroupArn',
    GROUP,
    'machines',
    (AutoScalingGroupArn) => ({ AutoScalingGroupProvider: { AutoScalingGroupArn } }),
  ],
  [
    'AWS::Batch::JobQueue',
    'ComputeEnvironmentOrder[0].ComputeEnvironment',
    'AWS::Batch::ComputeEnvironment',
    'machines',
    (ComputeEnvironment) => ({ ComputeEnvironmentOrder: [{ ComputeEnvironment }] }),
  ],
  ['AWS::ApiGateway::Authorizer', 'RestApiId', V1, 'requests'],
  ['AWS::ApiGateway::Deployment', 'RestApiId', V1, 'requests'],
  [
    'AWS::ApiGateway::Method',
    'RestApiId',
    V1,
    'requests',
    (id) => ({ RestApiId: id, AuthorizationType: 'AWS_IAM' }),
  ],
  ['AWS::ApiGateway::Stage', 'RestApiId', V1, 'requests'],
  [
    'AWS::ApiGateway::Authorizer',
    'ProviderARNs[0]',
    POOL,
    'people who may call methods',
    (arn) => ({ ProviderARNs: [arn] }),
  ],
  ['AWS::ApiGatewayV2::Authorizer', 'ApiId', V2, 'requests'],
  ['AWS::ApiGatewayV2::Integration', 'ApiId', V2, 'requests'],
  ['AWS::ApiGatewayV2::Route', 'ApiId', V2, 'requests'],
  ['AWS::ApiGatewayV2::Stage', 'ApiId', V2, 'requests'],
  ['AWS::Cognito::UserPoolClient', 'UserPoolId', POOL, 'users'],
  ['AWS::Cognito::UserPoolGroup', 'UserPoolId', POOL, 'users'],
  [
    'AWS::Cognito::IdentityPool',
    'CognitoIdentityProviders[0].ClientId',
    'AWS::Cognito::UserPoolClient',
    'users',
    (ClientId) => ({ CognitoIdentityProviders: [{ ClientId }] }),
  ],
  ['AWS::Cognito::IdentityPoolRoleAttachment', 'IdentityPoolId', 'AWS::Cognito::IdentityPool', 'users'],
  ['AWS::Route53::RecordSet', 'HostedZoneId', 'AWS::Route53::HostedZone', 'questions about the name'],
];

const FUNCTION = 'AWS::Lambda::Function';

/** A part of these acts under the role of the whole, and would be the tenant's own. */
const OWN: readonly Row[] = [
  ['AWS::Lambda::Alias', 'FunctionName', FUNCTION, 'its code and its role'],
  ['AWS::Lambda::Version', 'FunctionName', FUNCTION, 'its code and its role'],
  [
    'AWS::StepFunctions::StateMachineVersion',
    'StateMachineArn',
    'AWS::StepFunctions::StateMachine',
    'its definition and its role',
  ],
];

/** Services whose tags are a map. */
const TAGGED_BY_MAP = /^AWS::(?:ApiGatewayV2|Batch|Cognito::UserPool$)/;

/** The tags of a resource of one owner, if it takes any. */
function tagged(type: string, owner: Owner): JsonObject {
  const property = descriptionOf(type)?.tags;
  if (owner === 'platform' || property === undefined) return {};
  return { [property]: TAGGED_BY_MAP.test(type) ? { orgSlug: owner } : tagsOf(owner) };
}

type Owner = 'acme' | 'acme-eu' | 'platform';

/** What is said against a part of one owner in a whole of another one. */
function saidOf([type, place, wholeType, , of]: Row, part: Owner, whole: Owner): string[] {
  const stacks = (['acme', 'acme-eu', 'platform'] as const).map((name) => ({
    name,
    resources: {
      ...(name === 'platform' ? {} : { Role: roleOf(name) }),
      ...(name === whole ? { Whole: [wholeType, tagged(wholeType, whole)] as const } : {}),
    },
  }));
  const made = stackOf(stacks.find(({ name }) => name === whole)?.resources ?? {}, whole).resources.get(
    'Whole',
  );
  if (made === undefined) throw new Error('there is no whole');
  const resolve = (value: Json): string | undefined => knownText(value, made.stack);
  const named =
    (/A(?:rn|RN)s?\b|Identifier/.test(place) ? arnOfResource(made) : undefined) ??
    physicalReference(made, resolve) ??
    '';
  const properties = { ...tagged(type, part), ...(of ?? ((name) => ({ [place]: name })))(named) };
  const judgedStacks = stacks.map(({ name, resources }) =>
    stackOf({ ...resources, ...(name === part ? { Part: [type, properties] as const } : {}) }, name),
  );
  const { violations } = judged(flows, judgedStacks, () => ({}), { owner: TAGS.owner });
  return told({ violations: violations.filter(({ path }) => path === `${part}/Part`) });
}

const message = ([, place, , data]: Row, whole: Owner, name: string): string =>
  `acme/Part of acme: ${data} come from ${whole}/Whole of ${name} (${place})`;

describe.each([...SHARED, ...OWN].map((row) => ({ part: `${row[0]} ${row[1]}`, row })))(
  '$part',
  ({ row }) => {
    test('is a part of what is its own', () => {
      expect(saidOf(row, 'acme', 'acme')).toEqual([]);
    });

    test("is no part of what is a neighbour's", () => {
      expect(saidOf(row, 'acme', 'acme-eu')).toEqual([message(row, 'acme-eu', 'acme-eu')]);
    });

    test("may be a part of anything if it is nobody's, as parts without tags are in a stack of several tenants", () => {
      expect(saidOf(row, 'platform', 'acme')).toEqual([]);
    });
  },
);

test.each(SHARED.map((row) => [row[0], row] as const))("%s may be a part of the platform's", (_part, row) => {
  expect(saidOf(row, 'acme', 'platform')).toEqual([]);
});

test.each(OWN.map((row) => [row[0], row] as const))("%s is no part of the platform's", (_part, row) => {
  expect(saidOf(row, 'acme', 'platform')).toEqual([message(row, 'platform', 'the platform')]);
});
