import type { Flow } from '../described-flow';
import type { ResourceType } from '../resource-type';

/**
 * The function that handles a custom resource. Those of the CDK's own handlers are the platform's: see
 * {@link isHandlerOfCdk}.
 */
export const HANDLER: Flow = {
  property: 'ServiceToken',
  form: 'arn',
  data: 'the properties of the custom resource',
  whole: 'shared',
};

/**
 * Constructs by which the CDK handles custom resources of its own, one for a stack. Their ids hold what no other construct
 * is called by chance. That of `AwsCustomResource` is none of them: the app writes its policy.
 */
const HANDLERS =
  /\/(Custom::CDKBucketDeployment8693BB64968944B69AAFB0CC9EB8756C|LogRetentionaae0aa3c5b4d4f87b02d85b201efdd8a|BucketNotificationsHandler050a0587b7544547bf325f094a3db834|Custom::S3AutoDeleteObjectsCustomResourceProvider)\w*\/|\/AwsCliLayer\/Resource$/;

/**
 * Whether a resource belongs to a handler of the CDK, by its construct path. Only deployments run these, with what the
 * template says, so that they are the platform's, however their stack is tagged: then no tenant's principal may run or
 * change them, and the custom resource has to be about its owner's own.
 */
export function isHandlerOfCdk(path: string): boolean {
  return HANDLERS.test(path);
}

export const CDK_HANDLERS: readonly ResourceType[] = [
  {
    type: 'Custom::CDKBucketDeployment',
    anyProperty: true,
    sources: [{ property: 'SourceBucketNames', form: 'bucket-name', data: 'files that are deployed' }],
    destinations: [
      {
        property: 'DestinationBucketName',
        form: 'bucket-name',
        data: 'files that are deployed',
        whole: 'own',
      },
      {
        property: 'DistributionId',
        form: 'ref',
        data: 'invalidations of caches',
        whole: 'shared',
      },
      HANDLER,
    ],
    because: 'it copies files into its bucket, under the role of its handler',
  },
  {
    type: 'Custom::S3AutoDeleteObjects',
    anyProperty: true,
    sources: [
      {
        property: 'BucketName',
        form: 'bucket-name',
        data: 'names of objects that are deleted',
        whole: 'own',
      },
    ],
    destinations: [HANDLER],
    because: 'it empties its bucket, under the role of its handler',
  },
  {
    type: 'Custom::LogRetention',
    partOf: { LogGroupName: 'log-group-name' },
    anyProperty: true,
    logGroups: [{ name: '${LogGroupName}', data: 'settings of retention', whole: 'own' }],
    destinations: [HANDLER],
    because: 'it sets how long a log group keeps events, under the role of its handler',
  },
];
