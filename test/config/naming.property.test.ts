import fc from 'fast-check';
import { NameLimitError } from '../../config/errors';
import type { EnvironmentIdentity } from '../../config/environment-identity';
import { Naming } from '../../config/naming';
import type { OrgSlug } from '../../config/org-slug';
import {
  anyEnvironment,
  anyIdentity,
  anySlug,
  environmentPair,
  problemsOf,
  slugPair,
} from './arbitrary-names';

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
