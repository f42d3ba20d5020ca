import {
  ANY_STRING,
  concatenate,
  EVERYTHING,
  isVariable,
  literalPattern,
  type Pattern,
} from '../patterns/pattern';
import { isCovered } from '../patterns/witness';
import { eventsMatched, type MatchedEvents } from '../resources/event-pattern';
import type { Json } from '../templates/json';
import type { StackTemplate } from '../templates/template';

/**
 * Fields in which events name an object: those of S3, and those of CloudTrail about calls of S3.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/ev-events.html
 */
const OBJECT_FIELDS = [
  ['detail.bucket.name', 'detail.object.key'],
  ['detail.requestParameters.bucketName', 'detail.requestParameters.key'],
] as const;

/**
 * Events that a pattern matches although they may be about somebody else's resources, in words. A match is a tenant's
 * own if the pattern demands an ARN, or a bucket and a key, that can only be the tenant's.
 * @param own patterns of the ARNs that are the tenant's
 * @throws NotUnderstoodError if the pattern is not understood
 */
export function eventsOfOthers(pattern: Json, own: readonly Pattern[], stack: StackTemplate): string[] {
  const others = eventsMatched(pattern, stack).flatMap((events): string[] => {
    if (namesOwnArn(events, own)) return [];
    const objects = objectsOf(events, stack);
    if (objects.length === 0) return ['events that need not be about a resource of its own'];
    // Any of these sets of fields is demanded as a whole, so one of them is enough.
    if (objects.some((arns) => arns.every((arn) => isCovered(arn, own)))) return [];
    return objects.flatMap((arns) =>
      arns.filter((arn) => !isCovered(arn, own)).map((arn) => `events of ${textOf(arn)}`),
    );
  });
  return [...new Set(others)];
}

function namesOwnArn(events: MatchedEvents, own: readonly Pattern[]): boolean {
  return [...events].some(
    ([field, values]) =>
      (field === 'resources' || /arn$/i.test(field)) && values.every((value) => isCovered(value, own)),
  );
}

/** ARNs of the objects that events are about, by the fields that name them. */
function objectsOf(events: MatchedEvents, { partition }: StackTemplate): Pattern[][] {
  return OBJECT_FIELDS.flatMap(([bucketField, keyField]) => {
    const buckets = events.get(bucketField);
    if (buckets === undefined) return [];
    const keys = events.get(keyField) ?? [EVERYTHING];
    return [
      buckets.flatMap((bucket) =>
        keys.map((key) =>
          concatenate(literalPattern(`arn:${partition}:s3:::`), bucket, literalPattern('/'), key),
        ),
      ),
    ];
  });
}

/** Patterns of events have no wildcard for a single character. */
function textOf({ tokens }: Pattern): string {
  return tokens.map((token) => (token === ANY_STRING || isVariable(token) ? '*' : String(token))).join('');
}
