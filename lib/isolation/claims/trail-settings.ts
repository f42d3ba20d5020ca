import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import {
  isObject,
  type Json,
  type JsonObject,
  listOf,
} from '../../../packages/isolation-proof/src/templates/json';
import { NotUnderstoodError } from '../../../packages/isolation-proof/src/templates/resolved';
import type { TemplateResource } from '../../../packages/isolation-proof/src/templates/template';
import { textOf, type TrailParts, trailsOf } from '../audit-parts';

/**
 * The trail records every management event, and every access to objects of the data buckets, and it is kept locked: in
 * compliance mode, which no one can lift, for as long as it is kept at all. It covers every Region; that it is on, the
 * claim `settings` says.
 */
export const trailSettings: Claim = {
  id: 'trail-settings',
  title: 'What is done is recorded, all of it, and locked for as long as it is kept',
  about: 'trails',
  judge: (evidence) => {
    const asking = new Asking();
    for (const trail of asking.each(trailsOf(evidence.model))) {
      judgeReach(asking, trail);
      judgeKeeping(asking, trail, evidence);
      judgeSelectors(asking, trail, evidence);
    }
    return asking.judgement;
  },
};

const REACH = {
  IsMultiRegionTrail: 'events of other Regions are not recorded',
  IncludeGlobalServiceEvents: 'events of IAM and STS are not recorded',
};

function judgeReach(asking: Asking, { trail }: TrailParts): void {
  for (const [property, missing] of Object.entries(REACH)) {
    asking.check();
    if (textOf(trail.properties[property], trail) === 'true') continue;
    asking.refute(`${trail.path}: ${missing}`, [], `Set ${property} to true.`, trail.path);
  }
}

function judgeKeeping(
  asking: Asking,
  { trail, bucketArn, bucket, key }: TrailParts,
  evidence: Evidence,
): void {
  asking.check();
  const resource = bucketArn === undefined ? undefined : bucketNamed(bucketArn, evidence);
  if (bucket === undefined || resource === undefined) {
    asking.refute(
      `${trail.path}: no template makes the bucket that it is kept in, so nothing is known of its lock`,
      [],
      'Keep the trail in a bucket of the audit stack, or of the archive that the environment declares ("separateAccount").',
      trail.path,
    );
    return;
  }
  const { account, region } = resource.stack;
  if (account !== trail.stack.account || region !== trail.stack.region) {
    asking.note(
      `As the environment declares, the trail is kept in account ${account}, Region ${region}, by ${resource.path}.`,
    );
  }
  asking.check();
  if (key === undefined) {
    asking.refute(
      `${trail.path}: it does not name a key of the templates, so it is not known who can decrypt it`,
      [],
      'Set KMSKeyId to the key of the audit.',
      trail.path,
    );
  }
  for (const problem of lockProblems(resource)) {
    asking.check();
    asking.refute(`${resource.path}: ${problem}`, [], LOCK_IT, resource.path);
  }
}

const LOCK_IT =
  'Set ObjectLockEnabled, a default retention in mode COMPLIANCE of some days, and a lifecycle that expires objects after as many days.';

function lockProblems(bucket: TemplateResource): string[] {
  const { properties } = bucket;
  const lock = inside(properties, 'ObjectLockConfiguration');
  const retention = inside(lock, 'Rule', 'DefaultRetention');
  const days = numberOf(retention['Days'], bucket);
  const rules = listOf(inside(properties, 'LifecycleConfiguration')['Rules']).filter(isObject);
  const expiries = rules
    .filter(({ Status: status }) => status === 'Enabled')
    .flatMap(({ ExpirationInDays: expiry, ExpirationDate: date }) =>
      date === undefined ? (expiry === undefined ? [] : [numberOf(expiry, bucket)]) : [undefined],
    );
  return [
    ...(textOf(properties['ObjectLockEnabled'], bucket) === 'true' && lock['ObjectLockEnabled'] === 'Enabled'
      ? []
      : ['objects can be deleted and overwritten: it has no Object Lock']),
    ...(retention['Mode'] === 'COMPLIANCE'
      ? []
      : ['its lock is not in compliance mode, so that it can be lifted']),
    ...(days !== undefined && days > 0 && retention['Years'] === undefined
      ? []
      : ['for how many days objects are locked is not known']),
    ...(expiries.length === 1 && expiries[0] === days
      ? []
      : ['its lifecycle does not expire objects after exactly the days that they are locked']),
  ];
}

/** Nothing may narrow what is recorded: one selector for all management events, whole buckets, reads and writes. */
function judgeSelectors(asking: Asking, { trail }: TrailParts, { tenancy }: Evidence): void {
  const { EventSelectors: basic, AdvancedEventSelectors: advanced } = trail.properties;
  const selectors = listOf(advanced ?? []).map((selector) => fieldsOf(selector, trail));
  asking.check();
  if (
    basic !== undefined ||
    !selectors.some((fields) => isExactly(fields, { eventCategory: ['Management'] }))
  ) {
    asking.refute(
      `${trail.path}: it does not record every management event`,
      [],
      'Add an advanced event selector with eventCategory equal to Management, and no other field.',
      trail.path,
    );
  }
  for (const { arn } of tenancy.dataBuckets) {
    asking.check();
    const records = selectors.some((fields) => {
      const { 'resources.ARN': arns = [], ...others } = fields ?? {};
      return (
        arns.some((beginning) => beginning === `${arn}/` || beginning === arn) &&
        isExactly(others, { eventCategory: ['Data'], 'resources.type': ['AWS::S3::Object'] })
      );
    });
    if (records) continue;
    asking.refute(
      `${trail.path}: it does not record every access to objects of ${arn}`,
      [],
      'Add an advanced event selector for AWS::S3::Object with the ARN of the bucket and a slash, and no other field.',
      trail.path,
    );
  }
}

type Fields = Readonly<Record<string, readonly string[]>>;

/** Fields of a selector with the values that they equal or start with; undefined if it compares in another way. */
function fieldsOf(selector: Json, trail: TemplateResource): Fields | undefined {
  const fields = new Map<string, readonly string[]>();
  for (const field of listOf(isObject(selector) ? (selector['FieldSelectors'] ?? []) : [])) {
    if (!isObject(field)) return undefined;
    const { Field: name, Equals: equals, StartsWith: beginnings, ...others } = field;
    const values = listOf((name === 'resources.ARN' ? beginnings : equals) ?? []).map((text) =>
      textOf(text, trail),
    );
    const key = name === undefined ? undefined : textOf(name, trail);
    if (
      Object.keys(others).length > 0 ||
      key === undefined ||
      fields.has(key) ||
      values.includes(undefined)
    ) {
      return undefined;
    }
    fields.set(
      key,
      values.filter((text) => text !== undefined),
    );
  }
  return Object.fromEntries(fields);
}

function isExactly(fields: Fields | undefined, expected: Fields): boolean {
  return (
    fields !== undefined &&
    JSON.stringify(Object.entries(fields).sort()) === JSON.stringify(Object.entries(expected).sort())
  );
}

function bucketNamed(bucketArn: string, { model }: Evidence): TemplateResource | undefined {
  return model.stacks
    .flatMap(({ resources }) => [...resources.values()])
    .find(
      (resource) =>
        resource.type === 'AWS::S3::Bucket' &&
        bucketArn.endsWith(`:${textOf(resource.properties['BucketName'], resource) ?? ''}`),
    );
}

function inside(value: JsonObject, ...path: readonly string[]): JsonObject {
  let part: Json | undefined = value;
  for (const name of path) part = isObject(part) ? part[name] : undefined;
  return isObject(part) ? part : {};
}

/** What is not known before deployment is no number. */
function numberOf(value: Json | undefined, resource: TemplateResource): number | undefined {
  try {
    const number = Number(textOf(value, resource));
    return Number.isFinite(number) ? number : undefined;
  } catch (error) {
    if (error instanceof NotUnderstoodError) return undefined;
    throw error;
  }
}
