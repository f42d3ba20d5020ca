import { accessWords } from '../../../../lib/review/access/access-words';
import type { ReviewedSides } from '../../../../lib/review/access/sides';
import { accessMatrices } from '../../../../lib/review/access/access-matrices';
import { reviewPage } from '../../../../lib/review/page/review-page';
import type { ResourceChange } from '../../../../lib/review/resources/resource-change';
import type { EnvironmentReview, Review } from '../../../../lib/review/review';
import type { AccessComparison } from '../../../../packages/isolation-proof/src/difference/access-difference';

const JUDGED = { verdict: 'proved', claims: 'own', findings: [] } as const;
const NONE = { compared: true, changes: { added: [], removed: [] } } as const;

/** An environment of two organizations in which nothing changes. */
export const UNCHANGED: EnvironmentReview = {
  name: 'test',
  presence: 'both',
  failures: [],
  access: {
    compared: true,
    changes: {
      differences: [],
      organizations: { added: [], removed: [] },
      undecided: [],
      words: { items: [], organizations: [], undecided: [] },
    },
  },
  resources: { compared: true, changes: { resources: [], stacks: [] } },
  organizations: {
    compared: true,
    changes: {
      added: [],
      removed: [],
      suspended: [],
      reactivated: [],
      renamed: [],
      kept: [],
      count: { base: 2, head: 2 },
    },
  },
  proof: { base: JUDGED, head: JUDGED },
  claims: NONE,
  rows: NONE,
  acknowledgements: NONE,
  declarations: NONE,
  capacity: { compared: true, changes: { quotas: [] } },
  cost: {
    compared: true,
    changes: { base: 10, head: 10, perOrganization: { base: 1, head: 1 }, asOf: '2026-01-02' },
  },
};

/** A bucket that a deployment would replace. */
export const REPLACED_BUCKET: ResourceChange = {
  kind: 'replaced',
  type: 'AWS::S3::Bucket',
  logicalId: 'RawBucket1234',
  path: 'ts-test-shared/Raw/Bucket',
  stack: 'ts-test-shared',
  organizations: [],
  isStateful: true,
  old: 'kept outside the stack',
  properties: [{ name: 'BucketName', effect: 'replaces' }],
  warnings: [],
  isPolicyOnly: false,
  isAllowed: false,
};

export function reviewOf(environments: readonly EnvironmentReview[], changed: Partial<Review> = {}): Review {
  return {
    version: 1,
    base: { name: 'main', commit: '0123456789abcdef0123456789abcdef01234567' },
    head: { name: 'working tree', hasUncommittedChanges: true },
    notes: [],
    environments,
    dependencies: {
      compared: true,
      changes: { direct: [], transitive: { added: 0, removed: 0, changed: 0 } },
    },
    outcome: { exitCode: 0, objections: [] },
    ...changed,
  };
}

/** The same environment with these differences of access. */
export function withAccess(
  { differences, organizations, undecided, ...rest }: AccessComparison,
  sides: ReviewedSides,
  environment = UNCHANGED,
): EnvironmentReview {
  const words = accessWords({ differences, organizations, undecided, ...rest }, sides);
  return {
    ...environment,
    access: { compared: true, changes: { differences, organizations, undecided, words } },
  };
}

/**
 * The page of a review of one environment.
 * @param matrices what is compared in it; seconds to work out
 */
export function pageOf(
  comparison: AccessComparison,
  sides: ReviewedSides,
  environment = UNCHANGED,
  changed: Partial<Review> = {},
  matrices = accessMatrices(comparison.differences, sides),
): string {
  return reviewPage(
    reviewOf([withAccess(comparison, sides, environment)], changed),
    new Map(matrices === undefined ? [] : [[environment.name, matrices]]),
  );
}
