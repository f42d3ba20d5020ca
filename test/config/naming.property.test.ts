import fc from 'fast-check';
import {
  MAX_ENVIRONMENT_NAME_LENGTH,
  MAX_NAME_PREFIX_LENGTH,
  MAX_ORG_SLUG_LENGTH,
  RESERVED_SLUG_ENDINGS,
} from '../../config/name-patterns';
import { bucketNameProblems } from '../../config/bucket-names';
import { NameLimitError, type Problem } from '../../config/errors';
import { environmentNameProblem } from '../../config/environment-schema';
import { type EnvironmentIdentity, Naming } from '../../config/naming';
import { orgSlugProblems, type OrgSlug, parseOrgSlug } from '../../config/org-slug';
import { SUPPORTED_REGIONS } from '../../config/region';

/** Names that share a namespace in AWS: within one, no two may be equal. */
interface Namespace {
  readonly service: string;
  readonly names: readonly string[];
}

/** What an organization's names end in something else than its slug: no name may continue another's. */
function terminatedNames(naming: Naming, slug: OrgSlug): Namespace[] {
  const names = naming.organization(slug);
  return [
    { service: 'IAM roles', names: [names.dataHubRole, names.hybridNodeRole] },
    { service: 'IAM policies', names: [names.dataHubPolicy, names.hybridNodePolicy, names.athenaPolicy] },
    { service: 'IoT policies', names: [names.dataHubIotPolicy] },
    { service: 'IoT role aliases', names: [names.dataHubRoleAlias] },
    { service: 'IoT thing types', names: [names.dataHubThingType] },
    { service: 'S3 prefixes', names: [naming.dataPrefix(slug)] },
    { service: 'Parameter Store paths', names: [naming.connectorParameterPath(slug)] },
    { service: 'ARNs of parameters', names: [naming.connectorParametersArn(slug).replace(/\*$/, '')] },
    { service: 'ARNs of tables', names: [naming.tablesArn(names.database).replace(/\*$/, '')] },
  ];
}

/** Names that end in the slug, so that `acme` begins `acme-eu`: policies name them whole, never with `*`. */
function wholeNames(naming: Naming, slug: OrgSlug): Namespace[] {
  const { stack, keyAlias, athenaUser, workgroup, database } = naming.organization(slug);
  return [
    { service: 'stacks', names: [stack] },
    { service: 'key aliases', names: [keyAlias] },
    { service: 'IAM users', names: [athenaUser] },
    { service: 'workgroups', names: [workgroup] },
    { service: 'databases', names: [database] },
  ];
}

function sharedNames({ shared }: Naming): Namespace[] {
  return [
    { service: 'stacks', names: [shared.sharedStack] },
    { service: 'key aliases', names: [shared.platformKeyAlias] },
    { service: 'IAM policies', names: [shared.organizationBoundary] },
    {
      service: 'buckets',
      names: [
        shared.rawBucket,
        shared.standardizedBucket,
        shared.pipelineArtifactsBucket,
        shared.athenaResultsBucket,
        shared.accessLogsBucket,
      ],
    },
  ];
}

const namesOf = (naming: Naming, slug: OrgSlug): Namespace[] => [
  ...terminatedNames(naming, slug),
  ...wholeNames(naming, slug),
];

/** Pairs of names, one of each side, that share a namespace. */
function pairsIn(left: readonly Namespace[], right: readonly Namespace[]): [string, string][] {
  return left.flatMap(({ service, names }) =>
    right
      .filter((other) => other.service === service)
      .flatMap((other) => names.flatMap((a) => other.names.map((b): [string, string] => [a, b]))),
  );
}

const equalNames = (left: readonly Namespace[], right: readonly Namespace[]): [string, string][] =>
  // IAM tells names apart without regard to case.
  pairsIn(left, right).filter(([a, b]) => a.toLowerCase() === b.toLowerCase());

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

const anySlug = valid(toSlug);

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
const slugPair = fc
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
const anyIdentity: fc.Arbitrary<EnvironmentIdentity> = fc.record({
  name: environmentName,
  account: fc.constant('111122223333'),
  region: fc.constantFrom(...SUPPORTED_REGIONS.values()),
  namePrefix: word(MAX_NAME_PREFIX_LENGTH).filter((prefix) => prefix !== 'aws'),
});

/** What a file of this environment is refused for. */
const problemsOf = ({ name, region, ...file }: EnvironmentIdentity): Problem[] =>
  bucketNameProblems({ ...file, region: region.name }, name, 'file');

const anyEnvironment = anyIdentity.filter((identity) => problemsOf(identity).length === 0);

/** Two environments of one account: their files, and so their names, differ; all else may be the same. */
const environmentPair = fc
  .tuple(anyEnvironment, anyEnvironment, fc.boolean())
  .filter(([one, other]) => one.name !== other.name)
  .map(([one, other, alike]): [EnvironmentIdentity, EnvironmentIdentity] => [
    one,
    alike ? { ...one, name: other.name } : other,
  ])
  .filter(([, other]) => problemsOf(other).length === 0)
  .map(([one, other]): [Naming, Naming] => [new Naming(one), new Naming(other)]);

const RUNS = { numRuns: 300 };

const SHARED_BUCKETS = ['raw', 'standardized', 'artifacts', 'athena-results', 'access-logs'];

function lengthOf(purpose: string, { namePrefix, name, account, region }: EnvironmentIdentity): number {
  return [namePrefix, name, purpose, account, region.name, 'an'].join('-').length;
}

function hasNames(identity: EnvironmentIdentity): boolean {
  try {
    return new Naming(identity).environment === identity;
  } catch (error) {
    if (error instanceof NameLimitError) return false;
    throw error;
  }
}

test('a file is refused for its buckets exactly where their names do not fit', () => {
  fc.assert(
    fc.property(anyIdentity, (identity) => {
      const longest = Math.max(...SHARED_BUCKETS.map((purpose) => lengthOf(purpose, identity)));
      expect(problemsOf(identity)).toHaveLength(longest > 63 ? 1 : 0);
      expect(hasNames(identity)).toBe(longest <= 63);
    }),
    RUNS,
  );
});

test('every valid slug has names, in every environment', () => {
  fc.assert(
    fc.property(anyEnvironment, anySlug, (environment, slug) => {
      const names = Object.values(new Naming(environment).organization(slug));
      return names.every((name) => name.includes(slug) || name.includes(slug.replaceAll('-', '_')));
    }),
    RUNS,
  );
});

test('two organizations never share a name', () => {
  fc.assert(
    fc.property(anyEnvironment, slugPair, (environment, [a, b]) => {
      const naming = new Naming(environment);
      expect(equalNames(namesOf(naming, a), namesOf(naming, b))).toEqual([]);
    }),
    RUNS,
  );
});

test('no name, prefix or path of an organization continues one of another', () => {
  fc.assert(
    fc.property(anyEnvironment, slugPair, (environment, [a, b]) => {
      const naming = new Naming(environment);
      const continued = pairsIn(terminatedNames(naming, a), terminatedNames(naming, b)).filter(
        ([one, other]) => one.startsWith(other) || other.startsWith(one),
      );
      expect(continued).toEqual([]);
    }),
    RUNS,
  );
});

test('a name that ends in the slug is not confusable with another once a pattern ends it with a slash', () => {
  fc.assert(
    fc.property(anyEnvironment, slugPair, (environment, [a, b]) => {
      const naming = new Naming(environment);
      const confusable = pairsIn(wholeNames(naming, a), wholeNames(naming, b)).filter(
        ([one, other]) => `${one}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${one}/`),
      );
      expect(confusable).toEqual([]);
    }),
    RUNS,
  );
});

test('one organization has no name twice in a namespace', () => {
  fc.assert(
    fc.property(anyEnvironment, anySlug, (environment, slug) =>
      namesOf(new Naming(environment), slug).every(({ names }) => new Set(names).size === names.length),
    ),
    RUNS,
  );
});

test('what is shared never has the name of something of an organization', () => {
  fc.assert(
    fc.property(anyEnvironment, anySlug, (environment, slug) => {
      const naming = new Naming(environment);
      expect(equalNames(sharedNames(naming), namesOf(naming, slug))).toEqual([]);
    }),
    RUNS,
  );
});

test('two environments of one account share no name, whatever their organizations', () => {
  fc.assert(
    fc.property(environmentPair, anySlug, anySlug, fc.boolean(), ([one, other], a, b, same) => {
      const left = [...sharedNames(one), ...namesOf(one, a)].filter(perEnvironment);
      const right = [...sharedNames(other), ...namesOf(other, same ? a : b)].filter(perEnvironment);
      expect(equalNames(left, right)).toEqual([]);
    }),
    RUNS,
  );
});

/** The folder of an organization has the same name in every environment; the bucket that it is in has not. */
function perEnvironment({ service }: Namespace): boolean {
  return service !== 'S3 prefixes';
}
