import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const endpoint: ResourceType = {
  type: 'AWS::EC2::VPCEndpoint',
  arn: arn('ec2', 'vpc-endpoint/${id}'),
  ref: '${id}',
  attributes: { Id: '${id}' },
  tags: 'Tags',
  // https://docs.aws.amazon.com/vpc/latest/privatelink/vpc-endpoints-access.html
  policies: [{ document: 'PolicyDocument', effect: 'limits' }],
  sources: groupsJoined('SecurityGroupIds'),
  destinations: [
    { property: 'ServiceName', form: 'endpoint-service', data: 'requests' },
    { property: 'ResourceConfigurationArn', form: 'arn', data: 'requests' },
    { property: 'ServiceNetworkArn', form: 'arn', data: 'requests' },
  ],
  harmless: [{ properties: ['DnsOptions'], because: 'it chooses names of the endpoint' }],
  because: 'requests through it still need the permissions of whoever makes them',
};

const endpointService: ResourceType = {
  type: 'AWS::EC2::VPCEndpointService',
  arn: arn('ec2', 'vpc-endpoint-service/${id}'),
  ref: '${id}',
  attributes: { ServiceId: '${id}' },
  tags: 'Tags',
  destinations: ['NetworkLoadBalancerArns', 'GatewayLoadBalancerArns'].map((property) => ({
    property,
    form: 'arn',
    data: 'requests',
  })),
  because: 'who may connect to it stands in its permissions',
};

const endpointServicePermissions: ResourceType = {
  type: 'AWS::EC2::VPCEndpointServicePermissions',
  partOf: { ServiceId: 'ref' },
  openings: [{ property: 'AllowedPrincipals', unless: [], opens: 'they can connect to the service' }],
  because: 'it is a list of principals',
};

const peering: ResourceType = {
  type: 'AWS::EC2::VPCPeeringConnection',
  arn: arn('ec2', 'vpc-peering-connection/${id}'),
  ref: '${id}',
  tags: 'Tags',
  destinations: [{ property: 'PeerVpcId', form: 'ref', data: 'packets' }],
  undecided: {
    PeerOwnerId: 'a network of another account is outside the templates',
    PeerRoleArn: 'a network of another account is outside the templates',
  },
  because: 'it joins two networks',
};

const flowLog: ResourceType = {
  type: 'AWS::EC2::FlowLog',
  arn: arn('ec2', 'vpc-flow-log/${id}'),
  ref: '${id}',
  tags: 'Tags',
  roles: ['DeliverLogsPermissionArn', 'DeliverCrossAccountRole'].map((property) => ({
    property,
    assumedBy: 'vpc-flow-logs.amazonaws.com',
    directs: 'delivery of flow logs',
  })),
  sources: [{ property: 'ResourceId', form: 'ref', data: 'addresses of connections' }],
  destinations: [
    { property: 'LogDestination', form: 'arn', data: 'addresses of connections' },
    { property: 'LogGroupName', form: 'log-group-name', data: 'addresses of connections' },
  ],
  harmless: [{ properties: ['DestinationOptions'], because: 'it says how files are written' }],
  because: 'it writes who connected to whom, not what was sent',
};

export const EC2_CONNECTIONS: readonly ResourceType[] = [
  endpoint,
  endpointService,
  endpointServicePermissions,
  peering,
  flowLog,
];
