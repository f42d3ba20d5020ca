import type { Statement } from '../policies/statement';
import { NotUnderstoodError } from '../templates/resolved';
import type { TemplateResource } from '../templates/template';
import type { Holder } from './aws-managed-policies';
import { byUser, type Membership } from './group-memberships';
import type { IdentityPolicies } from './identity-policies';

/**
 * The groups of the templates. Their members have their policies, within their own permissions boundary:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
 */
export class Groups {
  private readonly memberships: ReadonlyMap<string, readonly Membership[]>;
  private readonly populated: ReadonlySet<string>;

  /** @param groups by name */
  constructor(
    private readonly byName: ReadonlyMap<string, TemplateResource>,
    memberships: readonly Membership[],
    private readonly policies: IdentityPolicies,
  ) {
    this.memberships = byUser(memberships);
    this.populated = new Set(memberships.map(({ group }) => group));
  }

  /** Whether templates put nobody into a group. */
  isEmpty(name: string): boolean {
    return !this.populated.has(name);
  }

  membershipsOf(user: string): readonly Membership[] {
    return this.memberships.get(user) ?? [];
  }

  /**
   * Statements of the policies of every group that a user is in.
   * @throws NotUnderstoodError if no template makes one of the groups, or if one of its policies is not known
   */
  policiesOf(user: string, holder: Holder): Statement[] {
    // A user is in a group once, whoever says so.
    const names = new Set(this.membershipsOf(user).map(({ group }) => group));
    return [...names].flatMap((name) => {
      const group = this.byName.get(name);
      if (group === undefined) {
        throw new NotUnderstoodError(
          `the user ${user} is in the group ${name}, which no template makes; make the group in the app`,
        );
      }
      return this.policies.of('group', group, holder);
    });
  }
}
