import type { Naming } from '../../config/naming';
import type { ConditionValues } from '../statement';

export const CLOUDTRAIL = 'cloudtrail.amazonaws.com';

/**
 * On behalf of the one trail of the environment, and of no other one, in whichever account.
 * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cross-service-confused-deputy-prevention.html
 */
export function onBehalfOfTrail(naming: Naming): ConditionValues {
  return { 'aws:SourceArn': naming.trailArn(naming.shared.trail) };
}
