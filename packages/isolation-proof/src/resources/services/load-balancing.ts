import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { arn } from '../text-template';
import { groupsJoined } from './security-groups-joined';

const DOMAIN = '${id}.${AWS::Region}.elb.${AWS::URLSuffix}';

const loadBalancer: ResourceType = {
  type: 'AWS::ElasticLoadBalancingV2::LoadBalancer',
  arn: arn('elasticloadbalancing', 'loadbalancer/${id}'),
  ref: '${arn}',
  attributes: { DNSName: DOMAIN, LoadBalancerArn: '${arn}' },
  domains: [DOMAIN],
  tags: 'Tags',
  sources: groupsJoined('SecurityGroups'),
  destinations: [
    {
      property: 'LoadBalancerAttributes.Value',
      form: 'bucket-name',
      where: {
        Key: ['access_logs.s3.bucket', 'connection_logs.s3.bucket', 'health_check_logs.s3.bucket'],
      },
      data: 'logs of requests',
    },
  ],
  openings: [
    { property: 'Scheme', unless: ['internal'], absent: true, opens: 'anybody can send it requests' },
  ],
  because: 'its listeners say where requests go',
};

/** Where the actions of a listener or a rule send requests, and what of them is not supported. */
function actions(property: string): Pick<ResourceType, 'destinations' | 'undecided' | 'harmless'> {
  return {
    destinations: ['TargetGroupArn', 'ForwardConfig.TargetGroups.TargetGroupArn'].map((target): Flow => ({
      property: `${property}.${target}`,
      form: 'arn',
      data: 'requests',
    })),
    undecided: { [`${property}.AuthenticateOidcConfig`]: 'sign-in elsewhere is not supported' },
    harmless: [
      {
        properties: [`${property}.AuthenticateCognitoConfig`, `${property}.JwtValidationConfig`],
        because: 'it keeps requests out',
      },
    ],
  };
}

const listener: ResourceType = {
  type: 'AWS::ElasticLoadBalancingV2::Listener',
  arn: arn('elasticloadbalancing', 'listener/${id}'),
  ref: '${arn}',
  attributes: { ListenerArn: '${arn}' },
  tags: 'Tags',
  ...actions('DefaultActions'),
  harmless: [
    ...(actions('DefaultActions').harmless ?? []),
    {
      properties: ['SslPolicy', 'AlpnPolicy', 'MutualAuthentication'],
      because: 'it is about TLS',
    },
  ],
  sources: [{ property: 'LoadBalancerArn', form: 'arn', data: 'requests', whole: 'shared' }],
  certificates: ['Certificates.CertificateArn'],
  because: 'it sends requests to target groups',
};

const listenerRule: ResourceType = {
  type: 'AWS::ElasticLoadBalancingV2::ListenerRule',
  arn: arn('elasticloadbalancing', 'listener-rule/${id}'),
  ref: '${arn}',
  attributes: { RuleArn: '${arn}' },
  tags: 'Tags',
  ...actions('Actions'),
  sources: [{ property: 'ListenerArn', form: 'arn', data: 'requests', whole: 'shared' }],
  because: 'it sends requests to target groups',
};

const listenerCertificate: ResourceType = {
  type: 'AWS::ElasticLoadBalancingV2::ListenerCertificate',
  sources: [{ property: 'ListenerArn', form: 'arn', data: 'requests', whole: 'shared' }],
  certificates: ['Certificates.CertificateArn'],
  because: 'it adds certificates to a listener',
};

const targetGroup: ResourceType = {
  type: 'AWS::ElasticLoadBalancingV2::TargetGroup',
  arn: arn('elasticloadbalancing', 'targetgroup/${id}'),
  ref: '${arn}',
  attributes: { TargetGroupArn: '${arn}' },
  tags: 'Tags',
  destinations: [{ property: 'Targets.Id', form: 'ref', data: 'requests' }],
  because: 'it sends requests to its targets',
};

export const LOAD_BALANCING: readonly ResourceType[] = [
  loadBalancer,
  listener,
  listenerRule,
  listenerCertificate,
  targetGroup,
  {
    type: 'AWS::ElasticLoadBalancingV2::TrustStore',
    ref: '${id}',
    attributes: { TrustStoreArn: '${id}' },
    tags: 'Tags',
    programs: [
      {
        property: 'CaCertificatesBundleS3Bucket',
        form: 's3-object',
        key: 'CaCertificatesBundleS3Key',
        program: 'the list of whom to trust',
      },
    ],
    because: 'listeners check certificates of clients with it',
  },
];
