import type { Pattern } from '../patterns/pattern';
import { boundedResources } from '../policies/bounded-variables';
import { evaluateConditions, type Verdict } from '../policies/conditions';
import type { FactLookup } from '../policies/facts';
import { patternOf, widestPatternOf } from '../policies/policy-text';
import type { Statement } from '../policies/statement';

/**
 * What a statement says where some facts are known, each part once it is asked for. A statement is about many classes
 * of actions and many resources, and for all of them says the same.
 */
class StatementInContext {
  private verdict: Verdict | undefined;
  private widest: readonly (Pattern | undefined)[] | undefined;
  private certain: readonly (Pattern | undefined)[] | undefined;

  constructor(
    private readonly statement: Statement,
    private readonly facts: FactLookup,
  ) {}

  /** Whether its conditions hold. */
  get holds(): Verdict {
    return (this.verdict ??= evaluateConditions(this.statement.conditions, this.facts));
  }

  /** Patterns that match at least what its resources match; undefined for a text that may be anything. */
  get resourcesAtMost(): readonly (Pattern | undefined)[] {
    return (this.widest ??= boundedResources(this.statement, this.facts).map((text) =>
      widestPatternOf(text, this.facts),
    ));
  }

  /** Patterns of its resources; undefined for a text of which not all is known. */
  get resources(): readonly (Pattern | undefined)[] {
    return (this.certain ??= this.statement.resources.texts.map((text) => patternOf(text, this.facts)));
  }
}

const contexts = new WeakMap<FactLookup, WeakMap<Statement, StatementInContext>>();

/** @param facts do not change afterwards */
export function inContext(statement: Statement, facts: FactLookup): StatementInContext {
  const statements = contexts.get(facts) ?? new WeakMap<Statement, StatementInContext>();
  contexts.set(facts, statements);
  const known = statements.get(statement) ?? new StatementInContext(statement, facts);
  statements.set(statement, known);
  return known;
}
