import type { Flow } from '../described-flow';
import type { Opening, ResourceType } from '../resource-type';
import { arn } from '../text-template';

/** Rules that let everybody in; `prefix` is where they stand. */
function openTo(prefix: string): Opening[] {
  return ['CidrIp', 'CidrIpv6'].map((property) => ({
    property: prefix + property,
    when: 'addresses of anybody',
    opens: 'anybody can connect',
  }));
}

/** Machines of the group that a rule names; what only a network keeps apart, such as a database, they reach. */
function membersOf(prefix: string): Flow {
  return {
    property: `${prefix}SourceSecurityGroupId`,
    form: 'security-group',
    data: 'connections',
    whole: 'shared',
  };
}

/** The group that a rule is one of. */
const RULES_OF: readonly Flow[] = [
  { property: 'GroupId', form: 'security-group', data: 'connections', whole: 'shared' },
];

/** Groups that are named are those of the default network of an account. */
function byName(...properties: readonly string[]): Record<string, string> {
  return Object.fromEntries(properties.map((property) => [property, 'a group has to be named by its id']));
}

const OUTGOING = 'outgoing packets take nobody past IAM';

const securityGroup: ResourceType = {
  type: 'AWS::EC2::SecurityGroup',
  arn: arn('ec2', 'security-group/${id}'),
  ref: '${id}',
  attributes: { GroupId: '${id}', Id: '${id}', VpcId: '${VpcId}' },
  tags: 'Tags',
  openings: openTo('SecurityGroupIngress.'),
  sources: [membersOf('SecurityGroupIngress.')],
  undecided: byName('SecurityGroupIngress.SourceSecurityGroupName'),
  harmless: [{ properties: ['SecurityGroupEgress'], because: OUTGOING }],
  because: 'it lets packets through to machines',
};

const ingress: ResourceType = {
  type: 'AWS::EC2::SecurityGroupIngress',
  openings: openTo(''),
  sources: [...RULES_OF, membersOf('')],
  undecided: byName('GroupName', 'SourceSecurityGroupName'),
  because: 'it is one rule of its security group',
};

const egress: ResourceType = {
  type: 'AWS::EC2::SecurityGroupEgress',
  sources: RULES_OF,
  harmless: [{ properties: ['DestinationPrefixListId', 'DestinationSecurityGroupId'], because: OUTGOING }],
  because: 'it is one rule of its security group',
};

export const EC2_SECURITY_GROUPS: readonly ResourceType[] = [securityGroup, ingress, egress];
