import { otherThan, somebodyOf, withoutKey } from '../../packages/isolation-proof/src/claims/anybody';
import type { Evidence } from '../../packages/isolation-proof/src/claims/evidence';
import type { Subject } from '../../packages/isolation-proof/src/model/principal';
import { principalOwnerKey } from '../../packages/isolation-proof/src/model/tenant-tags';
import { EVERYTHING, wildcardPattern } from '../../packages/isolation-proof/src/patterns/pattern';
import { anyValue, type Fact } from '../../packages/isolation-proof/src/policies/facts';
import { isForOrganizationAudit, type TrailParts } from './audit-parts';

const PRINCIPAL = 'aws:principalarn';
/** An organization that no policy knows of: no slug has a dot. */
const UNHEARD_OF = 'unheard.of';

/**
 * Somebody of any organization who delivers no audit. Where audits are delivered, the policies except a role of each
 * organization by its name, whether it has that role yet or not. So there are three sorts of somebody: of an organization
 * of the templates, but not its own role; of an organization that nobody has heard of, but not its own role, which finds an
 * exception that is wider than that; and of whichever organization, but no role of delivery, which finds an exception for
 * an organization that is not among the templates. Where none are delivered, no role is excepted.
 */
export function organizationOutsiders(
  { model, principals }: Evidence,
  { deliveryArn }: Pick<TrailParts, 'deliveryArn'>,
): Subject[] {
  const anybody = withoutKey(model);
  if (anybody === undefined) return [];
  if (!model.guarded.some(isForOrganizationAudit)) return [anybody];
  const owners = new Set([...principals.flatMap(({ owner }) => owner ?? []), UNHEARD_OF]);
  return [
    ...[...owners].flatMap((owner) => {
      const somebody = somebodyOf(model, owner);
      return somebody === undefined ? [] : [withFacts(somebody, [PRINCIPAL, otherThan(deliveryArn(owner))])];
    }),
    withFacts(
      anybody,
      [principalOwnerKey(model.ownership.tags), anyValue],
      [
        PRINCIPAL,
        {
          kind: 'among',
          set: { matching: [EVERYTHING], excluding: [wildcardPattern(deliveryArn('*'))] },
        },
      ],
    ),
  ];
}

function withFacts(subject: Subject, ...facts: readonly (readonly [string, Fact])[]): Subject {
  return { ...subject, facts: new Map([...subject.facts, ...facts]) };
}
