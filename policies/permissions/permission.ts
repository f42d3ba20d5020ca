import type { Conditions, Statement } from '../statement';
import type { Owner } from './owner';

/**
 * Something that is allowed on an owner's resources. Written once, it is rendered for a literal slug (identity
 * policies) and for the caller's tags (the permissions boundary).
 */
export interface Permission<Whose extends Owner = Owner> {
  /** The `Sid` of its statement. */
  readonly sid: string;
  /**
   * Named one by one, as AWS's service authorization reference spells them:
   * https://docs.aws.amazon.com/service-authorization/latest/reference/reference_policies_actions-resources-contextkeys.html
   */
  readonly actions: string | readonly string[];
  readonly resources: (owner: Whose) => string | readonly string[];
  /** @default - allowed under any condition */
  readonly conditions?: (owner: Whose) => Conditions;
  /** Why each `*` among the resources is right. Required if there is one, and refused if there is none. */
  readonly wildcardReason?: string;
}

/** The statement that gives a permission on the resources of an owner. */
export function allow<Whose extends Owner>(permission: Permission<Whose>, owner: Whose): Statement {
  const { sid, actions, resources, conditions, wildcardReason } = permission;
  return {
    Sid: sid,
    Effect: 'Allow',
    Action: actions,
    Resource: resources(owner),
    ...(conditions === undefined ? {} : { Condition: conditions(owner) }),
    ...(wildcardReason === undefined ? {} : { wildcardReason }),
  };
}

/** Why `<bucket>/<slug>/<thing>/*` is right. */
export const OWN_HUB_FOLDER_REASON =
  "Every object, but only in the calling hub's own folder, whose name ends in a slash.";

/** Why `<bucket>/<slug>/*` is right. */
export const OWN_FOLDER_REASON =
  "Every object, but only in the organization's own folder, whose name ends in a slash.";
