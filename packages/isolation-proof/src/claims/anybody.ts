import { callerFacts } from '../model/caller-facts';
import type { Subject } from '../model/principal';
import { type Fact, known } from '../policies/facts';
import type { Model } from '../model/model';
import { tagFacts } from '../model/tags';
import { comparedTags, principalOwnerKey } from '../model/tenant-tags';
import { EVERYTHING, literalPattern } from '../patterns/pattern';

/**
 * The strongest platform principal there can be: an administrator of the account, who carries no organization's
 * tag. To be asked about with a lens that replaces its identity policies by one that allows everything.
 * @returns undefined of a model without stacks
 */
export function administrator(model: Model): Subject | undefined {
  return anybody(model, 'any-administrator', new Map());
}

/** Somebody of an organization, whichever, who is not told its key. */
export function withoutKey(model: Model): Subject | undefined {
  return anybody(
    model,
    'any-principal-without-key',
    new Map([[principalOwnerKey(model.ownership.tags), otherThan()]]),
  );
}

/** Somebody of any organization but this one. */
export function somebodyOfOthers(model: Model, slug: string): Subject | undefined {
  return anybody(
    model,
    'any-principal-of-others',
    new Map([[principalOwnerKey(model.ownership.tags), otherThan(slug)]]),
  );
}

/** Somebody of this organization, whatever for. */
export function somebodyOf(model: Model, slug: string): Subject | undefined {
  return anybody(model, 'any-principal', new Map([[principalOwnerKey(model.ownership.tags), known(slug)]]));
}

/** Any value but these. */
export function otherThan(...texts: readonly string[]): Fact {
  return { kind: 'among', set: { matching: [EVERYTHING], excluding: texts.map(literalPattern) } };
}

/** @param facts what is known besides that it has no tags */
function anybody(
  { stacks: [stack], ownership }: Model,
  name: string,
  facts: ReadonlyMap<string, Fact>,
): Subject | undefined {
  if (stack === undefined) return undefined;
  return {
    arn: `arn:${stack.partition}:iam::${stack.account}:role/${name}`,
    identity: [],
    boundary: undefined,
    facts: new Map<string, Fact>([
      ...callerFacts(stack.account),
      ...tagFacts('aws:PrincipalTag/', new Map(), comparedTags(ownership.tags)),
      ...facts,
    ]),
  };
}
