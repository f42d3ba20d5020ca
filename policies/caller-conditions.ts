import { ORG_SLUG_TAG } from '../config/naming';

/** The condition key of the caller's organization. */
export const CALLER_ORG_SLUG = `aws:PrincipalTag/${ORG_SLUG_TAG}`;

/** The caller is a principal of some organization: it carries the tag. */
export const CALLER_HAS_ORGANIZATION = { Null: { [CALLER_ORG_SLUG]: 'false' } };

/** The caller is a platform principal, an AWS service or a stranger: it carries no organization's tag. */
export const CALLER_HAS_NO_ORGANIZATION = { Null: { [CALLER_ORG_SLUG]: 'true' } };

/**
 * The request is not CloudFormation's, whoever has it deploy. Its handler of buckets may call HeadBucket for
 * a change, and nothing in CloudFormation shows anybody what is in a bucket. Whether it has a service role or not, the key
 * is there: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html
 */
export const NOT_THROUGH_CLOUDFORMATION = {
  StringNotEquals: { 'aws:CalledViaLast': 'cloudformation.amazonaws.com' },
};
