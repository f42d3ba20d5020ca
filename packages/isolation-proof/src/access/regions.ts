import type { GuardedResource } from '../model/guarded-resource';
import { ANY_STRING, EVERYTHING, literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import type { TextSet } from '../patterns/witness';

/** A part of all resources to which the same resource policy applies, or none. */
export interface Region {
  readonly resources: TextSet;
  readonly guarded?: GuardedResource;
}

const objects = new WeakMap<GuardedResource, Region>();

/** The objects of a bucket. */
export function objectsOf(bucket: GuardedResource): Region {
  return madeOnce(objects, bucket, () => ({
    guarded: bucket,
    resources: { matching: [wildcardPattern(nonEmpty(`${bucket.arn}/*`))], excluding: [] },
  }));
}

/** Regions are asked about for every principal and class of actions: of the same resources they are the same. */
function madeOnce<Of extends object, Made>(known: WeakMap<Of, Made>, of: Of, make: () => Made): Made {
  const before = known.get(of);
  // Stryker disable next-line ConditionalExpression: saves time only; the same is made again
  if (before !== undefined) return before;
  const made = make();
  known.set(of, made);
  return made;
}

/** What is in a resource has a name of one character at least, such as the key of an object. */
function nonEmpty(contents: string): string {
  return contents.replace(/\/\*$/, '/?*');
}

/** Whether a region is the objects of a bucket, and not the bucket itself. */
export function isObjects({ guarded, resources }: Region): boolean {
  return guarded?.kind === 'bucket' && resources.matching.some(({ tokens }) => tokens.at(-1) === ANY_STRING);
}

const themselves = new WeakMap<GuardedResource, Region>();

/** A resource itself, without what is in it. */
export function itself(guarded: GuardedResource): Region {
  return madeOnce(themselves, guarded, () => ({
    guarded,
    resources: { matching: [literalPattern(guarded.arn)], excluding: [] },
  }));
}

/** Keys have no parts, so that one not in the templates is out of what can be judged here: see the assumptions. */
const ANY_KEY: Pattern = wildcardPattern('arn:*:kms:*:*:key/*');

/** What is in a resource, as far as its policy is about it. */
function contentsOf(guarded: GuardedResource): Region[] {
  return guarded.contents.map((text) => ({
    guarded,
    resources: { matching: [wildcardPattern(nonEmpty(text))], excluding: [] },
  }));
}

/** Everything that none of these resources guards. */
export function unguarded(guarded: readonly GuardedResource[]): Region {
  const parts = guarded
    .filter(({ kind }) => kind !== 'key')
    .flatMap(({ arn, contents }) => [literalPattern(arn), ...contents.map((text) => wildcardPattern(text))]);
  return { resources: { matching: [EVERYTHING], excluding: [ANY_KEY, ...parts] } };
}

const withoutKeys = new WeakMap<readonly GuardedResource[], readonly Region[]>();

/** All resources there are but keys, in regions; the keys of a question are found by a KeyIndex. */
export function regionsWithoutKeys(guarded: readonly GuardedResource[]): readonly Region[] {
  return madeOnce(withoutKeys, guarded, () => [
    ...guarded
      .filter(({ kind }) => kind !== 'key')
      .flatMap((resource) => [itself(resource), ...contentsOf(resource)]),
    unguarded(guarded),
  ]);
}
