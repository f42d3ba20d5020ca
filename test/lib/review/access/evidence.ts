import { examine } from '../../../../lib/isolation/proof';
import type { Evidence } from '../../../../packages/isolation-proof/src/claims/evidence';
import { stacks } from '../../isolation/page/pages';

/** What is read of two organizations, acme and acme-eu, without users of their own. */
export const TWO: Evidence = examine(stacks(), (evidence) => evidence);
