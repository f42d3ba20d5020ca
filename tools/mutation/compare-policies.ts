import {
  actionClasses,
  type ActionClass,
  among,
  matchesClass,
} from '../../packages/isolation-proof/src/policies/action-classes';
import { evaluateConditions, type Verdict } from '../../packages/isolation-proof/src/policies/conditions';
import type { Fact, FactLookup } from '../../packages/isolation-proof/src/policies/facts';
import type { Pattern } from '../../packages/isolation-proof/src/patterns/pattern';
import { patternOf } from '../../packages/isolation-proof/src/policies/policy-text';
import type { Statement } from '../../packages/isolation-proof/src/policies/statement';
import { type TextSet, witness } from '../../packages/isolation-proof/src/patterns/witness';
import { assignmentsOf } from './context-values';

/** What a change does to a policy. `unclear` may be anything. */
export type Difference = 'same' | 'tighter' | 'looser' | 'unclear';

/** What a policy can be asked about. */
export interface Scope {
  /** Pattern of actions, in lower case. */
  readonly actions: string;
  /** Patterns of resources, one of which has to match. */
  readonly resources: readonly Pattern[];
  /** What is known of every request. */
  readonly facts: ReadonlyMap<string, Fact>;
  /** Values that policy variables may have. */
  readonly seeds: readonly string[];
}

/**
 * Compares what two policies say, each by itself: which requests it allows, and which it denies. Goes through
 * every class of actions and every kind of context, and all resources at once, so that `same` is exact but for
 * values of policy variables, of which it tries some.
 */
export function comparePolicies(
  before: readonly Statement[],
  after: readonly Statement[],
  scope: Scope,
): Difference {
  const [old, fresh] = [before, after].map((list) => new Map(list.map((one) => [keyOf(one), one])));
  if (old === undefined || fresh === undefined) return 'unclear';
  const gone = [...old].flatMap(([key, statement]) => (fresh.has(key) ? [] : [statement]));
  const come = [...fresh].flatMap(([key, statement]) => (old.has(key) ? [] : [statement]));
  const changed = [...gone, ...come];
  if (changed.length === 0) return 'same';
  const named = new Set(changed.map(({ principals }) => JSON.stringify(principals)));
  if (named.size > 1) return 'unclear';
  const alike = ({ principals }: Statement): boolean => named.has(JSON.stringify(principals));
  return new Comparison(before.filter(alike), after.filter(alike), changed, scope).difference();
}

function keyOf({ effect, actions, resources, principals, conditions }: Statement): string {
  const sorted = [actions, resources].map(({ texts, negated }) => [negated, [...texts].sort()]);
  return JSON.stringify([effect, sorted, principals, conditions]);
}

class Comparison {
  constructor(
    private readonly before: readonly Statement[],
    private readonly after: readonly Statement[],
    private readonly changed: readonly Statement[],
    private readonly scope: Scope,
  ) {}

  difference(): Difference {
    const all = [...new Set([...this.before, ...this.after])];
    const group = { patterns: [this.scope.actions] };
    const classes = actionClasses(all).flatMap((action) => among(action, group) ?? []);
    let found: Difference = 'same';
    for (const action of classes) {
      if (!this.changed.some((statement) => isAbout(statement, action))) continue;
      const about = all.filter((statement) => isAbout(statement, action));
      const assignments = assignmentsOf(about, this.scope.facts, this.scope.seeds);
      if (assignments === undefined) return 'unclear';
      for (const facts of assignments) {
        const old = this.said(this.before, action, facts, 'Deny');
        const fresh = this.said(this.after, action, facts, 'Allow');
        // Where a variable has no value, a statement means what it meant if the other one has none either.
        if (old.open > 0 && fresh.open > 0) continue;
        const isOpen = old.open + fresh.open > 0;
        if (this.grantsMore(old, fresh)) return isOpen ? 'unclear' : 'looser';
        if (isOpen || (found === 'same' && this.grantsMore(fresh, old))) found = 'tighter';
      }
    }
    return found;
  }

  /**
   * What a policy says in a context.
   * @param most effect that statements have as far as they can, if it depends on what is not known; of the other
   * effect they have none: so that whatever they mean, nothing looser is overlooked
   */
  private said(
    list: readonly Statement[],
    action: ActionClass,
    facts: FactLookup,
    most: Statement['effect'],
  ): Said {
    const said: Said = { allow: [], deny: [], open: 0 };
    for (const statement of list) {
      if (!isAbout(statement, action)) continue;
      const holds: Verdict = evaluateConditions(statement.conditions, facts);
      const set = resourcesOf(statement, facts);
      if (holds === 'unknown' || (set === undefined && holds === 'true')) {
        // Of a statement that did not change both sides are the same, whatever it means.
        if (!this.changed.includes(statement)) continue;
        said.open += 1;
        if (statement.effect === most) said[listOf(statement)].push(set ?? EVERY_RESOURCE);
        continue;
      }
      if (holds === 'true' && set !== undefined) said[listOf(statement)].push(set);
    }
    return said;
  }

  /** Whether something is allowed that was not, or is no longer denied. */
  private grantsMore(old: Said, fresh: Said): boolean {
    return (
      this.isPossible(fresh.allow, [...old.allow, ...fresh.deny]) || this.isPossible(old.deny, fresh.deny)
    );
  }

  /** Whether a resource is in one of these sets and in none of those. */
  private isPossible(within: readonly ResourceSet[], outside: readonly ResourceSet[]): boolean {
    const { resources } = this.scope;
    let sets: TextSet[] = resources.map((pattern) => ({ matching: [pattern], excluding: [] }));
    for (const set of outside) sets = crossed(sets, set.outside);
    return within.some((set) => crossed(sets, set.inside).some((one) => witness(one) !== undefined));
  }
}

interface Said {
  readonly allow: ResourceSet[];
  readonly deny: ResourceSet[];
  /** Statements that changed, and of which it depends on what is not known. */
  open: number;
}

/** Resources that a statement is about, and those that it is not about: each a union of sets. */
interface ResourceSet {
  readonly inside: readonly TextSet[];
  readonly outside: readonly TextSet[];
}

function resourcesOf(
  { resources: { texts, negated } }: Statement,
  facts: FactLookup,
): ResourceSet | undefined {
  const patterns = texts.map((text) => patternOf(text, facts));
  const known = patterns.filter((pattern) => pattern !== undefined);
  if (known.length < patterns.length) return undefined;
  const matched = known.map((pattern): TextSet => ({ matching: [pattern], excluding: [] }));
  const unmatched: TextSet[] = [{ matching: [], excluding: known }];
  return negated ? { inside: unmatched, outside: matched } : { inside: matched, outside: unmatched };
}

/** Everything, and nothing that is outside of it. */
const EVERY_RESOURCE: ResourceSet = { inside: [{ matching: [], excluding: [] }], outside: [] };

function listOf({ effect }: Statement): 'allow' | 'deny' {
  return effect === 'Allow' ? 'allow' : 'deny';
}

function crossed(sets: readonly TextSet[], others: readonly TextSet[]): TextSet[] {
  return sets.flatMap(({ matching, excluding }) =>
    others.map((other) => ({
      matching: [...matching, ...other.matching],
      excluding: [...excluding, ...other.excluding],
    })),
  );
}

function isAbout({ actions: { texts, negated } }: Statement, action: ActionClass): boolean {
  return texts.some((text) => text === undefined || matchesClass(text, action)) !== negated;
}
