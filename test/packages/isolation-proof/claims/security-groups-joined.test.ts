import { flows } from '../../../../packages/isolation-proof/src/claims/flows';
import { knownText } from '../../../../packages/isolation-proof/src/resources/resolve';
import { descriptionOf } from '../../../../packages/isolation-proof/src/resources/registry';
import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { roleOf, tagsOf } from '../fixtures/organizations';
import { stackOf } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';
import { judged, told } from './judged';

/** Where resources say which groups they are in. */
const ROWS = [
  ['AWS::ApiGatewayV2::VpcLink', 'SecurityGroupIds'],
  ['AWS::AutoScaling::LaunchConfiguration', 'SecurityGroups'],
  ['AWS::Batch::ComputeEnvironment', 'ComputeResources.SecurityGroupIds'],
  ['AWS::EC2::Instance', 'SecurityGroupIds'],
  ['AWS::EC2::Instance', 'NetworkInterfaces[0].GroupSet'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.SecurityGroupIds'],
  ['AWS::EC2::LaunchTemplate', 'LaunchTemplateData.NetworkInterfaces[0].Groups'],
  ['AWS::EC2::VPCEndpoint', 'SecurityGroupIds'],
  ['AWS::ECS::Service', 'NetworkConfiguration.AwsvpcConfiguration.SecurityGroups'],
  ['AWS::EFS::MountTarget', 'SecurityGroups'],
  ['AWS::EMRServerless::Application', 'NetworkConfiguration.SecurityGroupIds'],
  ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'SecurityGroups'],
  ['AWS::Events::Rule', 'Targets[0].EcsParameters.NetworkConfiguration.AwsVpcConfiguration.SecurityGroups'],
  ['AWS::Glue::Connection', 'ConnectionInput.PhysicalConnectionRequirements.SecurityGroupIdList'],
  ['AWS::IoT::TopicRuleDestination', 'VpcProperties.SecurityGroups'],
  ['AWS::Lambda::Function', 'VpcConfig.SecurityGroupIds'],
  [
    'AWS::Pipes::Pipe',
    'TargetParameters.EcsTaskParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
  ],
  ['AWS::RDS::DBCluster', 'VpcSecurityGroupIds'],
  ['AWS::RDS::DBInstance', 'VPCSecurityGroups'],
  [
    'AWS::Scheduler::Schedule',
    'Target.EcsParameters.NetworkConfiguration.AwsvpcConfiguration.SecurityGroups',
  ],
] as const;

type Owner = 'acme' | 'acme-eu' | 'platform';

/** A value at a place, as in `Targets[0].Arn`. */
function at(place: string, value: Json): JsonObject {
  return place.split('.').reduceRight<Json>((inner, step) => {
    const name = step.replace('[0]', '');
    return { [name]: name === step ? inner : [inner] };
  }, value) as JsonObject;
}

/** Services whose tags are a map. */
const TAGGED_BY_MAP = /^AWS::(?:ApiGatewayV2|Batch|Glue|Pipes)/;

function ownTags(type: string): JsonObject {
  if (descriptionOf(type)?.tags === undefined) return {};
  return { Tags: TAGGED_BY_MAP.test(type) ? { orgSlug: 'acme' } : tagsOf('acme') };
}

/** What is said of a resource of acme that is in a group of somebody. */
function saidOf(type: string, place: string, owner: Owner, group: JsonObject = { Ref: 'Group' }): string[] {
  const Tags = owner === 'platform' ? [] : tagsOf(owner);
  const groups = stackOf(
    { Group: ['AWS::EC2::SecurityGroup', { Tags }], Network: ['AWS::EC2::VPC', { Tags }] },
    'groups',
  );
  const Member = [type, { ...ownTags(type), ...at(place, [knownText(group, groups) ?? '']) }] as const;
  const stacks = [
    groups,
    stackOf({ Role: roleOf('acme'), Member }, 'acme'),
    stackOf({ Role: roleOf('acme-eu') }, 'acme-eu'),
  ];
  return told(judged(flows, stacks, () => ({}), { owner: TAGS.owner })).filter((what) =>
    what.includes('rights of members'),
  );
}

describe.each(ROWS)('%s %s', (type, place) => {
  test.each<Owner>(['acme', 'platform'])('is in a group of %s', (owner) => {
    expect(saidOf(type, place, owner)).toEqual([]);
  });

  it("is in no group of a neighbour's", () => {
    expect(saidOf(type, place, 'acme-eu')).toEqual([
      `acme/Member of acme: rights of members come from groups/Group of acme-eu (${place}[0])`,
    ]);
  });
});

it('is in the default group of a network of its own, and of no neighbour', () => {
  const group = { 'Fn::GetAtt': ['Network', 'DefaultSecurityGroup'] };
  const [type, place] = ['AWS::Lambda::Function', 'VpcConfig.SecurityGroupIds'];

  expect(saidOf(type, place, 'acme', group)).toEqual([]);
  expect(saidOf(type, place, 'acme-eu', group)).toEqual([
    `acme/Member of acme: rights of members come from groups/Network of acme-eu (${place}[0])`,
  ]);
});
