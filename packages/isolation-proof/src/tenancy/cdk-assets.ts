import type { Common } from './tenancy';
import type { Place } from './tenancy-from';

/** The qualifier of a bootstrap that was given none. https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-customizing.html */
const DEFAULT_QUALIFIER = 'hnb659fds';

/**
 * Reading what the CDK published for the app: `BucketDeployment`, and whatever else is granted an asset, may read all of
 * them. Assets are files of the app's repository, so that nothing of a tenant's, and no secret, should be among them.
 * Whoever may write there is refuted, declared or not.
 * @param qualifier of the bootstrap, in lower case
 */
export function readingAssets({ account, partition }: Place, qualifier = DEFAULT_QUALIFIER): Common {
  const bucket = `arn:${partition}:s3:::cdk-${qualifier}-assets-${account}-*`;
  return {
    actions: ['s3:getobject*', 's3:getbucket*', 's3:list*'],
    resources: [bucket],
    because:
      "the assets of the CDK are files of the app's repository, which holds no data of a tenant and no secret, and no tenant writes there",
  };
}
