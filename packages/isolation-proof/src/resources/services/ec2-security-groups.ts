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

const OUTGOING = 'outgoing packets take nobody past IAM';

const securityGroup: ResourceType = {
  type: 'AWS::EC2::SecurityGroup',
  arn: arn('ec2', 'security-group/${id}'),
  ref: '${id}',
  attributes: { GroupId: '${id}', Id: '${id}', VpcId: '${VpcId}' },
  tags: 'Tags',
  openings: openTo('SecurityGroupIngress.'),
  harmless: [{ properties: ['SecurityGroupEgress'], because: OUTGOING }],
  because: 'it lets packets through to machines',
};

const ingress: ResourceType = {
  type: 'AWS::EC2::SecurityGroupIngress',
  openings: openTo(''),
  because: 'it is one rule of its security group',
};

const egress: ResourceType = {
  type: 'AWS::EC2::SecurityGroupEgress',
  harmless: [{ properties: ['DestinationPrefixListId', 'DestinationSecurityGroupId'], because: OUTGOING }],
  because: 'it is one rule of its security group',
};

export const EC2_SECURITY_GROUPS: readonly ResourceType[] = [securityGroup, ingress, egress];
