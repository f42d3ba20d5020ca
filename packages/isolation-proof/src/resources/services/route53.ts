import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';

const hostedZone: ResourceType = {
  type: 'AWS::Route53::HostedZone',
  arn: 'arn:${AWS::Partition}:route53:::hostedzone/${id}',
  ref: '${id}',
  attributes: { Id: '${id}' },
  tags: 'HostedZoneTags',
  // A private zone answers in the networks that it is for.
  sources: [{ property: 'VPCs.VPCId', form: 'ref', data: 'questions about names', whole: 'shared' }],
  destinations: [
    {
      property: 'QueryLoggingConfig.CloudWatchLogsLogGroupArn',
      form: 'arn',
      data: 'which names are asked for',
    },
  ],
  because: 'it holds names, and a name lets nobody in',
};

const REQUESTS: Pick<Flow, 'data' | 'whole'> = { data: 'requests to the name', whole: 'shared' };

const recordSet: ResourceType = {
  type: 'AWS::Route53::RecordSet',
  ref: '${Name}',
  sources: [{ property: 'HostedZoneId', form: 'ref', data: 'questions about the name', whole: 'shared' }],
  domains: ['${Name}'],
  destinations: [
    { property: 'AliasTarget.DNSName', form: 'domain-name', ...REQUESTS },
    { property: 'ResourceRecords', form: 'canonical-name', where: { Type: ['CNAME'] }, ...REQUESTS },
  ],
  undecided: { HostedZoneName: 'the zone has to be named by HostedZoneId' },
  harmless: [{ properties: ['CidrRoutingConfig'], because: 'it says who gets which answer' }],
  because: 'it is a name, which leads to what has rights of its own',
};

const OF_ZONE: readonly Flow[] = [
  { property: 'HostedZoneId', form: 'ref', data: 'questions about names', whole: 'own' },
];

export const ROUTE53: readonly ResourceType[] = [
  hostedZone,
  recordSet,
  {
    type: 'AWS::Route53::HealthCheck',
    ref: '${id}',
    attributes: { HealthCheckId: '${id}' },
    tags: 'HealthCheckTags',
    harmless: [
      { properties: ['HealthCheckConfig.RoutingControlArn'], because: 'it says when something is healthy' },
    ],
    because: 'it asks addresses whether they answer',
  },
  { type: 'AWS::Route53::DNSSEC', sources: OF_ZONE, because: 'it says that a zone is signed' },
  {
    type: 'AWS::Route53::KeySigningKey',
    sources: OF_ZONE,
    keys: ['KeyManagementServiceArn'],
    because: 'a zone is signed with it',
  },
];
