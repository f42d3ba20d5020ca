import { EXTERNAL_ACCOUNTS_TAG } from '../../../config/naming';
import type { Ownership } from '../../../packages/isolation-proof/src/model/ownership';
import { tagsOf } from '../../../packages/isolation-proof/src/model/tags';
import type { Exposure } from '../../../packages/isolation-proof/src/tenancy/tenancy';
import type { TemplateResource } from '../../../packages/isolation-proof/src/templates/template';

/**
 * Other accounts whose roles the environment lets in to an operator's role. The role's tag says so, apart from its
 * trust policy, and only with an external id is it as declared: otherwise whoever makes the other company's role act
 * for somebody else would be let in.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html
 */
export function externalOperators(
  resources: readonly TemplateResource[],
  ownership: Pick<Ownership, 'of'>,
): Exposure[] {
  return resources
    .filter((resource) => resource.type === 'AWS::IAM::Role' && ownership.of(resource) === undefined)
    .flatMap((role) =>
      (tagsOf(role).get(EXTERNAL_ACCOUNTS_TAG)?.split(' ') ?? []).map((account) => ({
        construct: role.path,
        to: account,
        actions: ['sts:assumerole', 'sts:setsourceidentity'],
        demands: ['sts:externalid'],
        because:
          'the environment names roles of this account under operations.signIn, each with an external id',
      })),
    );
}
