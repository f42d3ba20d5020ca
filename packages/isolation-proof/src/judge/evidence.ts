import { type ActionClass, actionClasses } from '../policies/action-classes';
import { SECRET_WRITES } from '../policies/action-groups';
import { UndecidedError } from '../templates/errors';
import { type Form, readForms } from '../forms/forms';
import { withFutureUsers } from '../../../../lib/isolation/future-users';
import { KeyIndex } from '../access/key-index';
import { type GuardedResource, type Model, type Principal, readModel, statementsOf } from '../model/model';
import { NotUnderstoodError } from '../templates/resolve';
import type { StackTemplate } from '../templates/template';
import { readTenancy, type Tenancy } from '../../../../lib/isolation/tenancy';

/** What a claim is judged on. */
export interface Evidence {
  readonly model: Model;
  readonly tenancy: Tenancy;
  /** The organizations by their form; what is proved of one is proved of all of its form. */
  readonly forms: readonly Form[];
  /** Whom a claim asks about: platform principals, and those of one organization of each form. */
  readonly principals: readonly Principal[];
  /** Organizations' keys that a claim asks about: those of one organization of each form. */
  readonly organizationKeys: readonly GuardedResource[];
  readonly keys: KeyIndex;
  readonly classes: readonly ActionClass[];
}

/**
 * Reads the evidence out of the stacks of an assembly, and lets it be examined.
 * @throws UndecidedError if anything in the templates is not understood
 */
export function examine<T>(stacks: readonly StackTemplate[], examination: (evidence: Evidence) => T): T {
  try {
    const model = withFutureUsers(readModel(stacks));
    const tenancy = readTenancy(model);
    return examination(evidenceOf(model, tenancy, readForms(model, tenancy)));
  } catch (error) {
    if (!(error instanceof NotUnderstoodError)) throw error;
    throw new UndecidedError([{ place: 'the templates', reason: error.message }]);
  }
}

/** @param forms every organization in one form */
export function evidenceOf(model: Model, tenancy: Tenancy, forms: readonly Form[]): Evidence {
  const judged = new Set<string | undefined>(forms.map(({ representative }) => representative));
  // To the organization that is judged, all others of a form are alike: one of them is enough.
  const others = new Set<string | undefined>(
    forms.flatMap(({ organizations }) => organizations[1]?.slug ?? []),
  );
  const { principals, guarded } = model;
  return {
    model,
    tenancy,
    forms,
    principals: principals.filter(({ owner }) => owner === undefined || judged.has(owner)),
    organizationKeys: guarded.filter(
      ({ kind, owner }) => kind === 'key' && owner !== undefined && judged.has(owner),
    ),
    keys: new KeyIndex(
      guarded.filter(({ owner }) => owner === undefined || judged.has(owner) || others.has(owner)),
    ),
    classes: actionClasses(statementsOf(model), [
      ...tenancy.commons.map(({ actions }) => actions),
      [...SECRET_WRITES],
    ]),
  };
}
