import { boundedPaths } from './access';
import type { Lens } from './lens';
import type { Subject } from '../model/principal';
import { type ActionClass, matchesClass } from '../policies/action-classes';
import type { FactLookup } from '../policies/facts';
import type { GuardedResource } from '../model/guarded-resource';
import { principalOwnerKey, resourceOwnerKey, type TenantTags } from '../model/tenant-tags';
import { patternOf } from '../policies/policy-text';
import type { Condition, Statement } from '../policies/statement';

/**
 * Finds the keys that a question can be about, without going through all keys for each principal: with a
 * thousand organizations that would be a million pairs. A key that is left out is one that some statement
 * on every path rules out by its ARN or by a tag; so nothing is left unasked.
 */
export class KeyIndex {
  private readonly keys: readonly GuardedResource[];
  private readonly byArn = new Map<string, GuardedResource[]>();
  private readonly byOwner = new Map<string, GuardedResource[]>();
  /** Keys whose policy lets in principals by more than their account; they are asked about always. */
  private readonly naming: readonly GuardedResource[];
  private readonly usable = new Map<
    string,
    { open: GuardedResource[]; byOwner: Map<string, GuardedResource[]> }
  >();

  private readonly resourceOwner: string;
  private readonly principalOwner: string;

  constructor(guarded: readonly GuardedResource[], tags: TenantTags) {
    this.resourceOwner = resourceOwnerKey(tags);
    this.principalOwner = principalOwnerKey(tags);
    this.keys = guarded.filter(({ kind }) => kind === 'key');
    for (const key of this.keys) {
      add(this.byArn, key.arn, key);
      const owner = key.facts.get(this.resourceOwner);
      if (owner?.kind === 'text') add(this.byOwner, owner.text, key);
    }
    this.naming = this.keys.filter(({ policy, source }) =>
      policy.some(
        ({ effect, principals }) => effect === 'Allow' && !isAccountOnly(principals, source.stack.account),
      ),
    );
  }

  /** Keys of which the subject could do something of the class. */
  candidates(subject: Subject, action: ActionClass, lens: Lens): readonly GuardedResource[] {
    const found = new Set(lens.resourcePolicies ? this.naming : []);
    for (const path of boundedPaths(subject, action, lens, subject.facts)) {
      const narrowed = path
        .map((statement) => this.narrow(statement, subject.facts))
        .filter((keys) => keys !== undefined);
      const [first, ...others] = narrowed;
      const keys =
        first === undefined
          ? this.openTo(subject, action, lens)
          : others.reduce((least, next) => (next.length < least.length ? next : least), first);
      for (const key of keys) found.add(key);
    }
    return [...found];
  }

  /** The keys that a statement of an identity policy or boundary can be about; undefined if it does not tell. */
  private narrow(
    { resources, conditions }: Statement,
    facts: FactLookup,
  ): readonly GuardedResource[] | undefined {
    const arns = resources.negated
      ? [undefined]
      : resources.texts.map((text) => literalOf(text, facts, true));
    if (!arns.includes(undefined)) return arns.flatMap((arn) => this.byArn.get(arn ?? '') ?? []);
    const owners = ownersIn(conditions, this.resourceOwner, facts);
    return owners?.flatMap((owner) => this.byOwner.get(owner) ?? []);
  }

  /** Where nothing but the keys' own policies narrows: the keys that allow the class to the subject's organization. */
  private openTo(subject: Subject, action: ActionClass, lens: Lens): readonly GuardedResource[] {
    const owner = subject.facts.get(this.principalOwner);
    if (!lens.resourcePolicies || owner?.kind !== 'text') return this.keys;
    const { open, byOwner } = this.usableBy(action);
    return [...open, ...(byOwner.get(owner.text) ?? [])];
  }

  private usableBy(action: ActionClass): {
    open: GuardedResource[];
    byOwner: Map<string, GuardedResource[]>;
  } {
    const known = this.usable.get(action.example);
    if (known !== undefined) return known;
    const made = { open: [] as GuardedResource[], byOwner: new Map<string, GuardedResource[]>() };
    for (const key of this.keys) {
      for (const statement of key.policy) {
        if (statement.effect !== 'Allow' || !mayMatch(statement, action)) continue;
        const owners = ownersIn(statement.conditions, this.principalOwner, new Map());
        if (owners === undefined) made.open.push(key);
        else for (const owner of owners) add(made.byOwner, owner, key);
      }
    }
    this.usable.set(action.example, made);
    return made;
  }
}

function mayMatch({ actions }: Statement, action: ActionClass): boolean {
  return actions.negated || actions.texts.some((text) => text === undefined || matchesClass(text, action));
}

function isAccountOnly(principals: Statement['principals'], account: string): boolean {
  return (
    principals !== undefined &&
    !principals.negated &&
    principals.others.length === 0 &&
    principals.aws.every((text) => text === account || text?.endsWith(`:iam::${account}:root`) === true)
  );
}

/** The values that a tag must have one of, if the conditions say so in the plainest form. */
function ownersIn(conditions: readonly Condition[], key: string, facts: FactLookup): string[] | undefined {
  const plain = conditions.find(
    (condition) => condition.operator === 'StringEquals' && condition.key === key,
  );
  const owners = plain?.values.map((value) => literalOf(value, facts, false));
  const known = owners?.filter((owner) => owner !== undefined);
  return known?.length === owners?.length ? known : undefined;
}

/** A text without wildcards, once its variables have their values. */
function literalOf(text: string | undefined, facts: FactLookup, wildcards: boolean): string | undefined {
  const tokens = patternOf(text, facts, wildcards)?.tokens;
  const characters = tokens?.filter((token) => typeof token === 'string');
  return characters?.length === tokens?.length ? characters?.join('') : undefined;
}

function add<Key>(map: Map<Key, GuardedResource[]>, key: Key, resource: GuardedResource): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [resource]);
  else list.push(resource);
}
