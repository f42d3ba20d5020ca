import { CfnDeletionPolicy, type CfnResource } from 'aws-cdk-lib';

/**
 * Keeps a stateful resource when its stack, or its place in the template, goes. Only the operation that
 * first creates it may take it back, or a failed first deployment would leave names behind that block the next.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-attribute-deletionpolicy.html
 */
export function retain(...resources: readonly CfnResource[]): void {
  for (const { cfnOptions } of resources) {
    cfnOptions.deletionPolicy = CfnDeletionPolicy.RETAIN_EXCEPT_ON_CREATE;
    cfnOptions.updateReplacePolicy = CfnDeletionPolicy.RETAIN;
  }
}
