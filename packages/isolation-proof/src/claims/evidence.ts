import { type ActionClass, actionClasses } from '../policies/action-classes';
import { SECRET_WRITES } from '../policies/action-groups';
import type { Form } from '../forms/form';
import { KeyIndex } from '../access/key-index';
import { type Model, statementsOf } from '../model/model';
import type { Principal } from '../model/principal';
import type { TemplateResource } from '../templates/template';
import type { GuardedResource } from '../model/guarded-resource';
import type { Tenancy, TenantModel } from '../tenancy/tenancy';
import { sessionsFor, ANY_TENANT } from '../tenancy/tenant-sessions';

/** What a claim is judged on. */
export interface Evidence extends TenantModel {
  /** The organizations by their form; what is proved of one is proved of all of its form. */
  readonly forms: readonly Form[];
  /**
   * Whom a claim asks about: platform principals, and those of one organization of each form. In the place of a role whose
   * sessions are organizations', its sessions for these, and for one that no template knows.
   */
  readonly principals: readonly Principal[];
  /** Resources with a policy that a claim asks about: shared ones, and those of two organizations of each form. */
  readonly guarded: readonly GuardedResource[];
  /** Resources that a claim looks at: shared ones, and those of one organization of each form. */
  readonly resources: readonly TemplateResource[];
  /** Resources that these may lead to: shared ones, and those of two organizations of each form. */
  readonly surroundings: readonly TemplateResource[];
  /** Organizations' keys that a claim asks about: those of one organization of each form. */
  readonly organizationKeys: readonly GuardedResource[];
  readonly keys: KeyIndex;
  readonly classes: readonly ActionClass[];
}

/** @param forms every organization in one form */
export function evidenceOf(model: Model, tenancy: Tenancy, forms: readonly Form[]): Evidence {
  const judged = new Set<string | undefined>(forms.map(({ representative }) => representative));
  // To the organization that is judged, all others of a form are alike: one of them is enough.
  const others = new Set<string | undefined>(
    forms.flatMap(({ organizations }) => organizations[1]?.slug ?? []),
  );
  const { principals, guarded } = model;
  const asked = guarded.filter(({ owner }) => owner === undefined || judged.has(owner) || others.has(owner));
  return {
    model,
    tenancy,
    forms,
    principals: sessionsFor(
      { model, tenancy },
      principals.filter(({ owner }) => owner === undefined || judged.has(owner)),
      [...forms.map(({ representative }) => representative), ANY_TENANT],
    ),
    organizationKeys: guarded.filter(
      ({ kind, owner }) => kind === 'key' && owner !== undefined && judged.has(owner),
    ),
    guarded: asked,
    resources: resourcesOf(model, judged),
    surroundings: resourcesOf(model, new Set([...judged, ...others])),
    keys: new KeyIndex(asked, model.ownership.tags),
    classes: actionClasses(statementsOf(model), [
      ...tenancy.commons.map(({ actions }) => actions),
      ...tenancy.partitions.map(({ actions }) => actions),
      ...(tenancy.exceptions ?? []).map(({ actions }) => actions),
      [...SECRET_WRITES],
    ]),
  };
}

function resourcesOf(
  { stacks, ownership }: Model,
  judged: ReadonlySet<string | undefined>,
): TemplateResource[] {
  return stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter((resource) => {
      const owner = ownership.of(resource);
      return owner === undefined || judged.has(owner);
    });
}
