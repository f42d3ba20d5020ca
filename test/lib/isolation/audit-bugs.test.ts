import { SPECIFICATION } from '../../../lib/isolation/specification';
import { examine } from '../../../packages/isolation-proof/src/judge/examine';
import { judge } from '../../../packages/isolation-proof/src/judge/prove';
import { AUDIT_DELIVERY_BUGS } from './audit-delivery-bugs';
import { AUDITED } from './contract/audited-platform';
import { type Edit, platform } from './contract/platform';
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
