import { SPECIFICATION } from '../../../lib/isolation/specification';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { judge } from '../../../packages/isolation-proof/src/judge/prove';
import { AUDIT_DELIVERY_BUGS } from './audit-delivery-bugs';
import { AUDITED, SUSPENDED_WITH_AUDIT } from './contract/audited-platform';
import { ACME, type Edit, inStatement, platform } from './contract/platform';
import { verdictOfClaim } from './judged-claim';
import { TRAIL_BUGS } from './trail-bugs';

/**
 * Mistakes in the audit that an engineer could make, and the claims that have to notice them.
 * @param asked the claims to judge: all of them take several times as long as one
 */
function violated(edit?: Edit, asked = SPECIFICATION.claims): string[] {
  return examine(platform(edit, AUDITED), SPECIFICATION, (evidence) => judge(evidence, asked))
    .claims.filter(({ verdict }) => verdict !== 'proved' && verdict !== 'nothing to ask')
    .map(({ id }) => id);
}

test('the platform with an audit is proved', () => {
  expect(violated()).toEqual([]);
});

test.each([...TRAIL_BUGS, ...AUDIT_DELIVERY_BUGS])('%s', (_bug, edit, claim) => {
  expect(
    violated(
      edit,
      SPECIFICATION.claims.filter(({ id }) => id === claim),
    ),
  ).toEqual([claim]);
});

test('while suspended, users that may be given the audit of their organization', () => {
  const forgetful = inStatement(ACME, 'DenyDataAndQueriesWhileSuspended', (statement) => ({
    ...statement,
    Resource: [statement['Resource'] ?? []]
      .flat()
      .filter((resource) => typeof resource !== 'string' || !resource.includes('-org-audit-')),
  }));
  expect(verdictOfClaim('suspension', platform(undefined, SUSPENDED_WITH_AUDIT))).toBe('proved');
  expect(verdictOfClaim('suspension', platform(forgetful, SUSPENDED_WITH_AUDIT))).toBe('violated');
});
