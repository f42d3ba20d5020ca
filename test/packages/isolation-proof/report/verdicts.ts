import type { Violation } from '../../../../packages/isolation-proof/src/claims/claim';
import type { ContractFailure } from '../../../../packages/isolation-proof/src/contract/contract-failure';
import type { ContractVerdict } from '../../../../packages/isolation-proof/src/contract/judge-contract';
import type { ClaimVerdict } from '../../../../packages/isolation-proof/src/judge/prove';
import type { Verification } from '../../../../packages/isolation-proof/src/judge/verify';
import { statements } from '../fixtures/statements-and-requests';

/** `Read` and `Write`, of the policy `test/Only` of the stack `test`. */
export const BOTH = statements({ Sid: 'Read' }, { Sid: 'Write' });

export const REQUEST = {
  principal: 'arn:aws:iam::111122223333:role/acme',
  action: 's3:getobject',
  resource: 'arn:aws:s3:::acme-eu/x',
  context: { 'aws:securetransport': 'true', 's3:prefix': 'acme/' },
};

/** A violation of one statement by itself. */
export const VIOLATION: Violation = {
  what: 'acme reads what is of acme-eu',
  statements: BOTH,
  remedy: 'Narrow it.',
};

export const CLAIM: ClaimVerdict = {
  id: 'tenant-isolation',
  title: 'Nobody reaches what is not theirs',
  about: 'tenants',
  verdict: 'proved',
  violations: [],
  coverage: { subjects: 2, principals: 3, statements: 4, questions: 5 },
  notes: [],
  milliseconds: 1234.5,
};

export const KEPT: ContractVerdict = {
  rows: 7,
  nothingToAsk: [],
  requests: 9,
  failures: [],
  milliseconds: 2345,
};

export const FAILURE: ContractFailure = {
  row: 'hub-writes',
  sentence: "a hub writes its organization's data",
  organization: 'acme',
  expected: 'allowed',
  actual: 'denied',
  because: 'nothing allows it',
  statements: [],
  remedy: 'Allow it.',
};

export const VERIFICATION: Verification = {
  verdict: 'proved',
  slugs: ['acme', 'acme-eu'],
  proof: {
    verdict: 'proved',
    undecided: [],
    organizations: 2,
    forms: 2,
    principals: 6,
    actionClasses: 8,
    claims: [CLAIM],
    milliseconds: 3456,
  },
  contract: KEPT,
  declarations: [],
};
