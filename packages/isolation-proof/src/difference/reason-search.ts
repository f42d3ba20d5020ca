import type { Lens } from '../access/lens';
import { type Pattern, wildcardPattern } from '../patterns/pattern';
import type { Statement } from '../policies/statement';
import { type ActionQuestions, alike, type AskedAction, isAbout } from './action-questions';
import type { Actor } from './actor';
import type { ActorDifference, Example } from './actor-difference';
import type { ComparedGuard } from './compared-guard';
import { type Finding, findDifference, otherSide, statementsAbout } from './question';
import type { Reason } from './reasons';
import { type ComparedRegion, regionsOf } from './region';
import { type Side, sideFacts } from './side-facts';
import { actionPattern, resourcePattern } from './told-patterns';
import type { ToldResources } from './told-resources';

/** What is the same for all actors of a comparison. */
export interface Setting {
  readonly guards: readonly ComparedGuard[];
  /** Those of `guards` whose policies may differ. */
  readonly changedGuards: ReadonlySet<ComparedGuard>;
  readonly actions: ActionQuestions;
  readonly isMultiValued: (key: string) => boolean;
  /** Of the resources that are asked about. */
  readonly partition: string;
}

/** Requests that are found for one reason before it is given up. */
const MOST_FINDINGS = 300;

/** What is searched for. */
export interface Searched {
  readonly actor: Actor;
  readonly allowing: Side;
  readonly lens: Lens;
  readonly reason: Reason;
  /** Reasons of which everything is told. */
  readonly before: readonly Reason[];
  /** Every statement that only one side has. */
  readonly changed: ReadonlySet<Statement | undefined>;
}

/** Actions that statements treat alike. */
type Group = ReturnType<typeof alike>[number];

/** What was found for one reason, by service for what is no statement. */
interface Collected {
  readonly actions: Map<string, Pattern>;
  readonly resources: Map<string, Pattern[]>;
  /** A shortest one. */
  example: Example;
  readonly statements: Map<Statement, Side>;
}

/** Searches for the requests that the sides decide differently for one reason, until all of them are told. */
export class ReasonSearch {
  isUndecided = false;
  private findings = 0;
  private readonly collected = new Map<string, Collected>();

  constructor(
    private readonly searched: Searched,
    private readonly setting: Setting,
    /** The first is what counts as told; what is found is added to all. */
    private readonly told: readonly [ToldResources, ...ToldResources[]],
  ) {}

  differences(): ActorDifference[] {
    const { actor, allowing, lens, reason } = this.searched;
    const byService = new Map<string, AskedAction[]>();
    for (const action of this.actions()) {
      byService.set(action.service, [...(byService.get(action.service) ?? []), action]);
    }
    for (const [service, actions] of byService) {
      for (const region of regionsOf(service, this.setting.guards, this.setting.partition)) {
        if (this.isInRegion(region)) this.searchRegion(region, service, actions);
      }
    }
    return [...this.collected.values()].map(({ actions, resources, example, statements }) => ({
      actor,
      allowing,
      lens,
      actions: [...actions.values()],
      resources: [...resources.values()],
      example,
      statements: [...statements].map(([statement, side]) => [side, statement] as const),
      guard: reason.guard,
    }));
  }

  /** The actions that the reason is about. */
  private actions(): AskedAction[] {
    const { actor, allowing, reason } = this.searched;
    // Stryker disable next-line ConditionalExpression: saves time only; of other actions nothing is found for it
    if (reason.statement !== undefined) return this.setting.actions.of(reason.statement);
    const every = this.setting.actions.of({ actions: { texts: ['*'], negated: false } });
    const identity = actor[allowing]?.identity ?? [];
    // What is allowed by policies elsewhere may be denied by a resource's policy that allows nothing.
    if (identity === 'everything') return every;
    const said = [...identity, ...this.setting.guards.flatMap((guard) => guard[allowing]?.policy ?? [])];
    const allows = said.filter(({ effect }) => effect === 'Allow');
    return every.filter(({ example }) => allows.some(({ actions }) => isAbout(actions, example)));
  }

  /** A resource that the allowing side lacks is not asked about: there is nothing to be allowed. */
  private isInRegion({ guard }: ComparedRegion): boolean {
    const { allowing, reason } = this.searched;
    if (guard !== undefined && guard[allowing] === undefined) return false;
    return reason.guard === undefined || reason.guard === guard;
  }

  private searchRegion(region: ComparedRegion, service: string, actions: readonly AskedAction[]): void {
    const { actor, lens } = this.searched;
    const scope = { actor, guard: region.guard, lens };
    const all = new Set(actions.flatMap(({ example }) => statementsAbout({ ...scope, action: example })));
    for (const group of alike(actions, [...all])) this.searchGroup(region, service, group);
  }

  private searchGroup(region: ComparedRegion, service: string, group: Group): void {
    const { actor, allowing, lens, reason, before } = this.searched;
    const toldStatements = before.flatMap(({ statement, guard }) =>
      statement !== undefined && (guard === undefined || guard === region.guard) ? [statement] : [],
    );
    for (;;) {
      const found = findDifference({
        actor,
        guard: region.guard,
        lens,
        action: group[0].example,
        region,
        allowing,
        reason: reason.statement,
        told: toldStatements,
        toldResources: this.told[0].of(group),
        isMultiValued: this.setting.isMultiValued,
      });
      if (found === 'none') return;
      this.findings += 1;
      if (found === 'undecided' || this.findings > MOST_FINDINGS) {
        this.isUndecided = true;
        return;
      }
      this.collect(found, region, service, group);
    }
  }

  private collect(finding: Finding, { guard }: ComparedRegion, service: string, group: Group): void {
    const { actor, allowing, reason, changed } = this.searched;
    const example: Example = { action: group[0].example, finding, guard };
    const key = reason.statement === undefined ? service : '';
    const collected = this.collected.get(key) ?? {
      actions: new Map<string, Pattern>(),
      resources: new Map<string, Pattern[]>(),
      example,
      statements: new Map<Statement, Side>(),
    };
    this.collected.set(key, collected);
    if (lengthOf(example) < lengthOf(collected.example)) collected.example = example;
    const deciding = [...finding.allowing, ...(reason.statement === undefined ? [] : [reason.statement])];
    for (const action of group) {
      const text = actionPattern(action, deciding);
      collected.actions.set(text, wildcardPattern(text));
    }
    const pattern = resourcePattern(
      finding.resource,
      deciding,
      guard,
      sideFacts(actor, guard, allowing, new Map()),
    );
    collected.resources.set(service, [...(collected.resources.get(service) ?? []), pattern]);
    for (const told of this.told) told.add(group, pattern);

    const isDecisive = (statement: Statement): boolean =>
      reason.statement === undefined || changed.has(statement);
    if (reason.statement !== undefined) {
      const isAllow = reason.statement.effect === 'Allow';
      collected.statements.set(reason.statement, isAllow ? allowing : otherSide(allowing));
    }
    for (const one of finding.allowing) if (isDecisive(one)) collected.statements.set(one, allowing);
    for (const one of finding.denying)
      if (isDecisive(one)) collected.statements.set(one, otherSide(allowing));
  }
}

function lengthOf({ action, finding }: Example): number {
  return action.length + finding.resource.length + JSON.stringify([...finding.context]).length;
}
