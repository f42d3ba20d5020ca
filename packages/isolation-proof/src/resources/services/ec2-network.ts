import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';

/** A part of a network, which AWS gives an id and which takes tags. */
function part(type: string, kind: string, because: string): ResourceType {
  return { type, arn: arn('ec2', `${kind}/\${id}`), ref: '${id}', tags: 'Tags', because };
}

const vpc: ResourceType = {
  ...part('AWS::EC2::VPC', 'vpc', 'it is a network; who reaches what in it, IAM says'),
  attributes: { CidrBlock: '${CidrBlock}', VpcId: '${id}', DefaultSecurityGroup: '${id}/default' },
  harmless: [{ properties: ['VpcEncryptionControl'], because: 'it asks for encryption' }],
};

const subnet: ResourceType = {
  ...part('AWS::EC2::Subnet', 'subnet', 'it is a part of a network'),
  attributes: { CidrBlock: '${CidrBlock}', SubnetId: '${id}', VpcId: '${VpcId}' },
  harmless: [
    {
      properties: ['MapPublicIpOnLaunch'],
      because: 'an address lets nobody in; security groups do',
    },
    { properties: ['OutpostArn'], because: 'it says where the machines stand' },
  ],
};

const route: ResourceType = {
  type: 'AWS::EC2::Route',
  undecided: {
    CoreNetworkArn: 'a core network can lead to other accounts',
    OdbNetworkArn: 'the network of a database can lead to other accounts',
  },
  harmless: [
    {
      properties: [
        'DestinationCidrBlock',
        'DestinationIpv6CidrBlock',
        'DestinationPrefixListId',
        'VpcEndpointId',
      ],
      because: 'packets take nobody past IAM',
    },
  ],
  because: 'it says which way packets take, and nothing is read or written by it',
};

const networkAclEntry: ResourceType = {
  type: 'AWS::EC2::NetworkAclEntry',
  because: 'it drops packets or lets them pass to security groups',
};

const eip: ResourceType = {
  type: 'AWS::EC2::EIP',
  arn: arn('ec2', 'elastic-ip/${id}'),
  attributes: { AllocationId: '${id}' },
  tags: 'Tags',
  harmless: [{ properties: ['PublicIpv4Pool'], because: 'it says where the address is from' }],
  because: 'it is an address',
};

const ATTACHMENT = 'it joins two parts of a network';

export const EC2_NETWORK: readonly ResourceType[] = [
  vpc,
  subnet,
  route,
  networkAclEntry,
  eip,
  part('AWS::EC2::RouteTable', 'route-table', 'it holds routes'),
  part('AWS::EC2::InternetGateway', 'internet-gateway', 'it is a way that routes can take'),
  part(
    'AWS::EC2::EgressOnlyInternetGateway',
    'egress-only-internet-gateway',
    'it is a way that routes can take',
  ),
  part('AWS::EC2::NatGateway', 'natgateway', 'it is a way that routes can take'),
  part('AWS::EC2::NetworkAcl', 'network-acl', 'it holds entries'),
  part('AWS::EC2::DHCPOptions', 'dhcp-options', 'it tells machines the names of servers'),
  {
    ...part('AWS::EC2::PrefixList', 'prefix-list', 'it is a list of addresses'),
    openings: [
      {
        property: 'Entries.Cidr',
        when: 'addresses of anybody',
        opens: 'through security groups that name it anybody can connect',
      },
    ],
  },
  { type: 'AWS::EC2::EIPAssociation', because: ATTACHMENT },
  { type: 'AWS::EC2::SubnetNetworkAclAssociation', because: ATTACHMENT },
  { type: 'AWS::EC2::SubnetRouteTableAssociation', because: ATTACHMENT },
  { type: 'AWS::EC2::VPCCidrBlock', because: 'it adds addresses to a network' },
  { type: 'AWS::EC2::VPCDHCPOptionsAssociation', because: ATTACHMENT },
  { type: 'AWS::EC2::VPCGatewayAttachment', because: ATTACHMENT },
];
