import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';
import { globalArn } from '../text-template';

const BEHAVIORS = ['DefaultCacheBehavior', 'CacheBehaviors'].map((name) => `DistributionConfig.${name}`);

const REQUESTS: readonly Flow[] = BEHAVIORS.flatMap((behavior): Flow[] => [
  { property: `${behavior}.FunctionAssociations.FunctionARN`, form: 'arn', data: 'requests' },
  {
    property: `${behavior}.LambdaFunctionAssociations.LambdaFunctionARN`,
    form: 'function',
    data: 'requests',
  },
  { property: `${behavior}.RealtimeLogConfigArn`, form: 'arn', data: 'logs of requests' },
]);

const DOMAIN = '${id}.cloudfront.net';

const distribution: ResourceType = {
  type: 'AWS::CloudFront::Distribution',
  arn: globalArn('cloudfront', 'distribution/${id}'),
  ref: '${id}',
  attributes: { DomainName: DOMAIN, Id: '${id}' },
  domains: [DOMAIN],
  tags: 'Tags',
  sources: [
    { property: 'DistributionConfig.Origins.DomainName', form: 'domain-name', data: 'what is shown' },
  ],
  destinations: [
    ...REQUESTS,
    { property: 'DistributionConfig.Logging.Bucket', form: 'bucket-domain', data: 'logs of requests' },
  ],
  openings: [
    {
      property: 'DistributionConfig.Enabled',
      unless: [false],
      opens: 'anybody can read what the origins show it',
    },
  ],
  undecided: {
    'DistributionConfig.CustomOrigin': 'origins have to stand in Origins',
    'DistributionConfig.S3Origin': 'origins have to stand in Origins',
    'DistributionConfig.ContinuousDeploymentPolicyId': 'staging distributions are not supported',
  },
  harmless: [
    {
      properties: [
        ...BEHAVIORS,
        'DistributionConfig.Origins',
        'DistributionConfig.ViewerCertificate',
        'DistributionConfig.Restrictions',
      ],
      because: 'it says how requests and responses are passed on',
    },
  ],
  certificates: [
    'DistributionConfig.Origins.CustomOriginConfig.OriginMtlsConfig.ClientCertificateArn',
    'DistributionConfig.ViewerCertificate.IamCertificateId',
    'DistributionConfig.ViewerCertificate.AcmCertificateArn',
  ],
  because: 'it shows what its origins let it read',
};

const cloudFrontFunction: ResourceType = {
  type: 'AWS::CloudFront::Function',
  arn: globalArn('cloudfront', 'function/${Name}'),
  ref: '${arn}',
  attributes: { FunctionARN: '${arn}' },
  tags: 'Tags',
  sources: [
    {
      property: 'FunctionConfig.KeyValueStoreAssociations.KeyValueStoreARN',
      form: 'arn',
      data: 'values that the function reads',
    },
  ],
  harmless: [{ properties: ['FunctionCode', 'FunctionMetadata'], because: 'it has no network and no role' }],
  because: 'it changes requests and responses, and reaches nothing else',
};

export const CLOUDFRONT: readonly ResourceType[] = [
  distribution,
  cloudFrontFunction,
  { type: 'AWS::CloudFront::CachePolicy', ref: '${id}', because: 'it says what is kept in the cache' },
  {
    type: 'AWS::CloudFront::CloudFrontOriginAccessIdentity',
    ref: '${id}',
    because: 'it is a principal, which policies of buckets name',
  },
  {
    type: 'AWS::CloudFront::OriginAccessControl',
    ref: '${id}',
    attributes: { Id: '${id}' },
    because: 'it signs requests to origins, whose policies decide',
  },
  {
    type: 'AWS::CloudFront::ResponseHeadersPolicy',
    ref: '${id}',
    harmless: [
      {
        properties: ['ResponseHeadersPolicyConfig.SecurityHeadersConfig'],
        because: 'they are headers that browsers read',
      },
    ],
    because: 'it adds headers to responses',
  },
];
