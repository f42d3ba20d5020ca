import { EVERYTHING, literalPattern } from '../patterns/pattern';
import { absent, type Facts } from '../policies/facts';

const CALLED_VIA_LAST = 'aws:calledvialast';
const CLOUDFORMATION = literalPattern('cloudformation.amazonaws.com');

/**
 * Every request but those that CloudFormation makes in somebody's name. Of listings of a bucket: its handler of buckets
 * calls HeadBucket, for which S3 asks what it asks for a listing. No handler lists objects, and CloudFormation tells
 * nobody what is in a bucket, so that a bucket's policy may leave it that.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/fas-requests-and-permission-evaluation.html
 */
export const NOT_THROUGH_CLOUDFORMATION: readonly Facts[] = [
  new Map([[CALLED_VIA_LAST, absent]]),
  new Map([
    [CALLED_VIA_LAST, { kind: 'among', set: { matching: [EVERYTHING], excluding: [CLOUDFORMATION] } }],
  ]),
];
