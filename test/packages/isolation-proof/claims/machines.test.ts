import type { Json, JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import type { Resources } from '../fixtures/identities';
import { policyOf, tagsOf } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { saidAgainst } from './outside-values';

const LAUNCH_TEMPLATE: Resources[string] = ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: {} }];
const TEMPLATE = { LaunchTemplateId: { Ref: 'Template' }, Version: '1' };

/** Everything that makes machines by a launch template, with where it names one. */
const MACHINES: readonly [type: string, place: string, of: (template: JsonObject) => JsonObject][] = [
  ['AWS::EC2::Instance', 'LaunchTemplate', (template) => ({ LaunchTemplate: template })],
  ['AWS::AutoScaling::AutoScalingGroup', 'LaunchTemplate', (template) => ({ LaunchTemplate: template })],
  [
    'AWS::AutoScaling::AutoScalingGroup',
    'MixedInstancesPolicy.LaunchTemplate.LaunchTemplateSpecification',
    (LaunchTemplateSpecification) => ({
      MixedInstancesPolicy: { LaunchTemplate: { LaunchTemplateSpecification } },
    }),
  ],
  [
    'AWS::AutoScaling::AutoScalingGroup',
    'MixedInstancesPolicy.LaunchTemplate.Overrides[0].LaunchTemplateSpecification',
    (LaunchTemplateSpecification) => ({
      MixedInstancesPolicy: { LaunchTemplate: { Overrides: [{ LaunchTemplateSpecification }] } },
    }),
  ],
  [
    'AWS::Batch::ComputeEnvironment',
    'ComputeResources.LaunchTemplate',
    (template) => ({ ComputeResources: { LaunchTemplate: template } }),
  ],
];

describe('machines are made by a launch template of the same owner, whose role they have', () => {
  test.each(MACHINES)('%s, %s', (type, _place, of) => {
    // Batch takes its tags as a map.
    const tags = type.includes('Batch') ? { Tags: { orgSlug: 'acme' } } : {};
    const machine: Resources[string] = [type, { ...of(TEMPLATE), ...tags }];
    expect(saidAgainst('acme', machine, { Template: LAUNCH_TEMPLATE })).toEqual([]);
  });

  test.each(MACHINES)('%s, not by another one in %s', (type, place, of) => {
    const tags = type.includes('Batch') ? { Tags: { orgSlug: 'acme' } } : {};
    const machine: Resources[string] = [type, { ...of({ LaunchTemplateName: 'other' }), ...tags }];
    expect(saidAgainst('acme', machine)).toEqual([
      `acme/Judged of acme: settings of machines, and their role come from other, which no template makes (${place}.LaunchTemplateName)`,
    ]);
  });
});

/** A profile with a role of a tenant, beside it. */
const profileOf = (owner: string): Resources => ({
  Profile: ['AWS::IAM::InstanceProfile', { InstanceProfileName: 'profile', Roles: [`${owner}-role`] }],
});

describe('machines have the role of their instance profile, which is of the same owner', () => {
  test.each<[string, Json]>([
    ['its name', { Ref: 'Profile' }],
    ['its ARN', { 'Fn::GetAtt': ['Profile', 'Arn'] }],
  ])('by %s', (_how, IamInstanceProfile) => {
    const machine: Resources[string] = ['AWS::EC2::Instance', { IamInstanceProfile }];
    expect(saidAgainst('acme', machine, profileOf('acme'))).toEqual([]);
    expect(saidAgainst('acme', machine, profileOf('acme-eu'))).toHaveLength(1);
  });

  test.each<[string, string, Json]>([
    ['a profile of no template', 'profile', 'profile'],
    ['one that is called as a role is', 'acme-role', 'acme-role'],
    ['one that is not known yet', 'a role that is unknown before deployment', { Ref: 'Any' }],
    ['a policy of its role', `arn:aws:iam::${ACCOUNT}:policy/policy`, { Ref: 'Policy' }],
  ])('not that of %s', (_what, name, IamInstanceProfile) => {
    const machine: Resources[string] = ['AWS::EC2::Instance', { IamInstanceProfile }];
    const document = policyOf({ Effect: 'Deny', Action: '*', Resource: '*' });
    const policy = { ManagedPolicyName: 'policy', Roles: ['acme-role'], PolicyDocument: document };
    expect(saidAgainst('acme', machine, { Policy: ['AWS::IAM::ManagedPolicy', policy] })).toEqual([
      `acme/Judged of acme: the software of the machine acts under ${name}, which no template makes (IamInstanceProfile)`,
    ]);
  });
});

test('a volume of somebody else is not attached', () => {
  const attached: Resources[string] = ['AWS::EC2::Instance', { Volumes: [{ VolumeId: 'vol-1' }] }];
  expect(saidAgainst('acme', attached)).toEqual([
    'acme/Judged of acme: files of a volume come from vol-1, which no template makes (Volumes[0].VolumeId)',
  ]);
});

test('machines are not made by a launch configuration that no template makes', () => {
  const group: Resources[string] = [
    'AWS::AutoScaling::AutoScalingGroup',
    { LaunchConfigurationName: 'any', Tags: tagsOf('acme') },
  ];
  expect(saidAgainst('acme', group)).toHaveLength(1);
});

const DISKS = { BlockDeviceMappings: [{ DeviceName: '/dev/xvdb', Ebs: { SnapshotId: 'snap-1' } }] };

test.each<[string, JsonObject]>([
  ['AWS::EC2::Volume', { SnapshotId: 'snap-1' }],
  ['AWS::EC2::Volume', { SourceVolumeId: 'vol-1' }],
  ['AWS::EC2::Instance', DISKS],
  ['AWS::EC2::LaunchTemplate', { LaunchTemplateData: DISKS }],
  ['AWS::AutoScaling::LaunchConfiguration', DISKS],
  ['AWS::AutoScaling::LaunchConfiguration', { InstanceId: 'i-1' }],
  ['AWS::AutoScaling::AutoScalingGroup', { InstanceId: 'i-1' }],
  ['AWS::ECS::Service', { VolumeConfigurations: [{ ManagedEBSVolume: { SnapshotId: 'snap-1' } }] }],
  ['AWS::ApiGateway::RestApi', { CloneFrom: 'api' }],
])('what %s begins with as a copy is not judged: %j', (type, properties) => {
  expect(() => saidAgainst('acme', [type, properties])).toThrow(/is not judged|are in no template/);
});
