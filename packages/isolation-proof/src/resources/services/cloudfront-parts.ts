import type { ResourceType } from '../resource-type';
import { globalArn } from '../text-template';

/** What distributions name besides their origins, so that each of them is shared or of the distribution's owner. */
export const CLOUDFRONT_PARTS: readonly ResourceType[] = [
  {
    type: 'AWS::CloudFront::KeyGroup',
    ref: '${id}',
    attributes: { Id: '${id}' },
    sources: [{ property: 'KeyGroupConfig.Items', form: 'ref', data: 'keys', whole: 'shared' }],
    because: 'requests to distributions that name it have to be signed',
  },
  {
    type: 'AWS::CloudFront::KeyValueStore',
    arn: globalArn('cloudfront', 'key-value-store/${id}'),
    ref: '${Name}',
    attributes: { Arn: '${arn}', Id: '${id}' },
    tags: 'Tags',
    sources: [{ property: 'ImportSource.SourceArn', form: 'arn', data: 'values' }],
    because: 'functions of distributions read it',
  },
  {
    type: 'AWS::CloudFront::MonitoringSubscription',
    sources: [{ property: 'DistributionId', form: 'ref', data: 'metrics', whole: 'shared' }],
    because: 'metrics stay in the account',
  },
  {
    type: 'AWS::CloudFront::OriginRequestPolicy',
    ref: '${id}',
    because: 'it says what of requests origins are shown',
  },
  {
    type: 'AWS::CloudFront::PublicKey',
    ref: '${id}',
    attributes: { Id: '${id}' },
    because: 'what is signed is checked with it',
  },
  {
    type: 'AWS::CloudFront::RealtimeLogConfig',
    arn: globalArn('cloudfront', 'realtime-log-config/${Name}'),
    ref: '${arn}',
    attributes: { Arn: '${arn}' },
    roles: [
      {
        property: 'EndPoints.KinesisStreamConfig.RoleArn',
        assumedBy: 'cloudfront.amazonaws.com',
        directs: 'logs of requests',
      },
    ],
    destinations: [
      { property: 'EndPoints.KinesisStreamConfig.StreamArn', form: 'arn', data: 'logs of requests' },
    ],
    because: 'it says where logs of requests go',
  },
];
