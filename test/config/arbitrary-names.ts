import fc from 'fast-check';
import { bucketNameProblems } from '../../config/bucket-names';
import { environmentNameProblem } from '../../config/environment-schema';
import type { Problem } from '../../config/errors';
import {
  MAX_ENVIRONMENT_NAME_LENGTH,
  MAX_NAME_PREFIX_LENGTH,
  MAX_ORG_SLUG_LENGTH,
  RESERVED_SLUG_ENDINGS,
} from '../../config/name-limits';
import type { EnvironmentIdentity } from '../../config/environment-identity';
import { Naming } from '../../config/naming';
import { orgSlugProblems, type OrgSlug, parseOrgSlug } from '../../config/org-slug';
import { SUPPORTED_REGIONS } from '../../config/region';

const LETTERS = Array.from({ length: 26 }, (_, index) => String.fromCharCode('a'.charCodeAt(0) + index));
const ALPHANUMERIC = [...LETTERS, ...Array.from({ length: 10 }, (_, digit) => String(digit))];
/** Words that names are composed of: the likeliest to meet. */
const WORDS = ['a', 'b', 'eu', 'acme', 'data', 'hub', 'hubs', 'hybrid', 'node', 'nodes', 'policy', 'policys'];
const MORE_WORDS = ['organization', 'boundary', 'shared', 'platform', 'athena', 'dev', 'ts', '1', 'central'];

const segment = fc.oneof(
  fc.constantFrom(...WORDS, ...MORE_WORDS),
  fc.string({ unit: fc.constantFrom(...ALPHANUMERIC), minLength: 1, maxLength: 6 }),
);

const toSlug = fc
  .array(segment, { minLength: 1, maxLength: 5 })
  .map((segments) => segments.join('-').slice(0, MAX_ORG_SLUG_LENGTH).replace(/-+$/, ''));

const valid = (arbitrary: fc.Arbitrary<string>): fc.Arbitrary<OrgSlug> =>
  arbitrary.filter((text) => orgSlugProblems(text).length === 0).map(parseOrgSlug);

/** Any slug that is valid. */
export const anySlug = valid(toSlug);

/** Texts close to a slug: they continue it, cut it short or set its hyphens elsewhere. */
function neighbours(slug: OrgSlug, more: string, ending: string, at: number): string[] {
  return [
    `${slug}-${more}`,
    `${slug}${more}`,
    `${slug}-${ending}${more}`,
    slug.slice(0, at),
    `${slug.slice(0, at)}-${slug.slice(at)}`,
    slug.replace('-', ''),
    slug.split('-').reverse().join('-'),
  ];
}

/** Two different slugs, mostly close to each other. */
export const slugPair = fc
  .tuple(
    anySlug,
    anySlug,
    segment,
    fc.constantFrom(...RESERVED_SLUG_ENDINGS),
    fc.nat(MAX_ORG_SLUG_LENGTH),
    fc.nat(7),
  )
  .map(([slug, other, more, ending, at, choice]): [OrgSlug, string] => [
    slug,
    neighbours(slug, more, ending, at)[choice] ?? other,
  ])
  .filter(([slug, other]) => slug !== other && orgSlugProblems(other).length === 0)
  .map(([slug, other]): [OrgSlug, OrgSlug] => [slug, parseOrgSlug(other)]);

const word = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc
      .constantFrom('ts', 'dev', 'eu', 'us', 'acme', 'shared', 'data', 'ts1')
      .filter((text) => text.length <= maxLength),
    fc
      .tuple(
        fc.constantFrom(...LETTERS),
        fc.string({ unit: fc.constantFrom(...ALPHANUMERIC), minLength: 1, maxLength: maxLength - 1 }),
      )
      .map(([first, rest]) => first + rest),
  );

const environmentName = word(MAX_ENVIRONMENT_NAME_LENGTH).filter(
  (name) => environmentNameProblem(name) === undefined,
);
/** Identities of environments, of which some are refused for the names of their buckets. */
export const anyIdentity: fc.Arbitrary<EnvironmentIdentity> = fc.record({
  name: environmentName,
  account: fc.constant('111122223333'),
  region: fc.constantFrom(...SUPPORTED_REGIONS.values()),
  namePrefix: word(MAX_NAME_PREFIX_LENGTH).filter((prefix) => prefix !== 'aws'),
});

/** What a file of this environment is refused for. */
export const problemsOf = ({ name, region, ...file }: EnvironmentIdentity): Problem[] =>
  bucketNameProblems({ ...file, region: region.name }, name, 'file');

export const anyEnvironment = anyIdentity.filter((identity) => problemsOf(identity).length === 0);

/** Two environments of one account: their files, and so their names, differ; all else may be the same. */
export const environmentPair = fc
  .tuple(anyEnvironment, anyEnvironment, fc.boolean())
  .filter(([one, other]) => one.name !== other.name)
  .map(([one, other, alike]): [EnvironmentIdentity, EnvironmentIdentity] => [
    one,
    alike ? { ...one, name: other.name } : other,
  ])
  .filter(([, other]) => problemsOf(other).length === 0)
  .map(([one, other]): [Naming, Naming] => [new Naming(one), new Naming(other)]);
