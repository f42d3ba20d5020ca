import { SPECIFICATION } from '../../lib/isolation/specification';
import { outcomeOf } from '../../lib/review/outcome';
import { reviewPage } from '../../lib/review/page/review-page';
import { reviewEnvironment } from '../../lib/review/review-environment';
import type { ReviewSide } from '../../lib/review/sides/review-side';
import { compareAccess } from '../../packages/isolation-proof/src/difference/compare-access';
import type { Compared } from '../../packages/isolation-proof/src/page/compared-matrices';

/** The page of a review of the production environment. */
export function exampleReview(base: ReviewSide, head: ReviewSide): string {
  const matrices = new Map<string, Compared>();
  const production = reviewEnvironment({
    name: 'production',
    base: { side: base },
    head: { side: head },
    isRetired: () => false,
    allowed: new Set(),
    compareAccess: (before, after) => compareAccess(before, after, SPECIFICATION),
    onMatrices: (environment, compared) => {
      matrices.set(environment, compared);
    },
  });
  const review = {
    version: 1,
    base: { name: 'main' },
    head: { name: 'working tree', hasUncommittedChanges: true },
    notes: [],
    environments: [production],
    dependencies: {
      compared: true,
      changes: { direct: [], transitive: { added: 0, removed: 0, changed: 0 } },
    },
    outcome: outcomeOf([production]),
  } as const;
  return reviewPage(review, matrices);
}
