import type { Lens } from '../access/lens';
import type { FactLookup } from '../policies/facts';
import type { Statement } from '../policies/statement';
import { type Actor, type ActorSide, isOutside, type Naming, namingOf } from './actor';
import type { Atoms } from './atoms';
import { type ComparedGuard, mustAllow } from './compared-guard';
import { all, any, type Formula, not, type Valuation, valueOf } from './formula';
import type { Side } from './side-facts';
import { statementFormula } from './statement-formula';

/** What is asked about: requests of an actor with an action, to one resource with a policy or to none. */
export interface Scope {
  readonly actor: Actor;
  readonly guard: ComparedGuard | undefined;
  readonly lens: Lens;
  /** Stands for all actions that no statement in question tells apart, in lower case. */
  readonly action: string;
}

/** What one side's policies say of the requests of a scope, as formulas. */
export class SideDecision {
  /** That the request is allowed. The same as `decide` says of each single request. */
  readonly allowed: Formula;
  private readonly subject: ActorSide | undefined;
  private readonly isGuarded: boolean;
  private readonly guarding: ReadonlyMap<Statement, Naming>;
  private readonly formulas = new Map<Statement, Formula>();

  constructor(
    private readonly scope: Scope,
    side: Side,
    private readonly facts: FactLookup,
    private readonly atoms: Atoms,
  ) {
    const { actor, guard, lens } = scope;
    this.subject = actor[side];
    const guarding = lens.resourcePolicies ? guard?.[side] : undefined;
    this.isGuarded = guarding !== undefined;
    this.guarding = new Map(
      guarding?.policy.map((statement) => [statement, namingOf(statement, actor, guard?.account ?? '')]),
    );
    this.allowed = this.subject === undefined ? false : all(this.granted(), not(this.denied()));
  }

  /** That a statement is about the request and whoever makes it. */
  applies(statement: Statement): Formula {
    const known = this.formulas.get(statement);
    if (known !== undefined) return known;
    const naming = this.guarding.get(statement);
    const formula =
      naming === 'no'
        ? false
        : all(
            statementFormula(statement, this.scope.action, this.facts, this.atoms),
            // Whether a session is the one that is named is not known.
            naming !== 'a session' || this.atoms.opaque(JSON.stringify(statement.principals?.aws)),
          );
    this.formulas.set(statement, formula);
    return formula;
  }

  /** Statements that let a request be, one for each policy that has to: empty where policies outside the templates do. */
  path(known: Valuation, preferred: Statement | undefined): Statement[] {
    const holding = (statements: readonly Statement[]): Statement[] => {
      const holds = statements.filter((one) => valueOf(this.applies(one), known) === true);
      const first = preferred !== undefined && holds.includes(preferred) ? preferred : holds[0];
      return first === undefined ? [] : [first];
    };
    const bounded = this.boundaryAllows === undefined ? [] : holding(this.boundaryAllows);
    const direct = holding(this.directAllows(valueOf(this.bounded(), known) === true));
    const identity = holding(this.identityAllows ?? []);
    const hasIdentity = this.identityAllows === undefined || identity.length > 0;
    const isPreferred = preferred !== undefined && identity.includes(preferred);
    if (direct.length > 0 && !(hasIdentity && isPreferred)) return direct;
    const { guard } = this.scope;
    const ofResource =
      guard !== undefined && mustAllow(guard)
        ? holding(this.resourceAllows.map(([statement]) => statement))
        : [];
    return [...identity, ...bounded, ...ofResource];
  }

  /** Statements that deny a request. */
  denies(known: Valuation): Statement[] {
    return this.everyDeny.filter((statement) => valueOf(this.applies(statement), known) === true);
  }

  private granted(): Formula {
    const { actor, guard, lens } = this.scope;
    const direct = any(
      ...this.resourceAllows.map(([statement, naming]) => {
        const isHeldIn = naming !== 'everybody' && isRole(actor);
        if (naming === 'account') return false;
        return all(this.applies(statement), isHeldIn ? this.bounded() : true);
      }),
    );
    if (isOutside(actor)) return lens.resourcePolicies ? direct : false;
    const identity =
      this.identityAllows === undefined ? true : any(...this.identityAllows.map((one) => this.applies(one)));
    const opened =
      lens.resourcePolicies && guard !== undefined && mustAllow(guard) && this.isGuarded
        ? any(...this.resourceAllows.map(([statement]) => this.applies(statement)))
        : true;
    return any(direct, all(identity, this.bounded(), opened));
  }

  private bounded(): Formula {
    return this.boundaryAllows === undefined
      ? true
      : any(...this.boundaryAllows.map((statement) => this.applies(statement)));
  }

  private denied(): Formula {
    return any(...this.everyDeny.map((statement) => this.applies(statement)));
  }

  /** Undefined where everything is allowed. */
  private get identityAllows(): Statement[] | undefined {
    const identity = this.subject?.identity ?? [];
    return !this.scope.lens.identity || identity === 'everything' ? undefined : allowsOf(identity);
  }

  private get boundaryAllows(): Statement[] | undefined {
    const boundary = this.subject?.boundary;
    return this.scope.lens.boundary && boundary !== undefined ? allowsOf(boundary) : undefined;
  }

  private get resourceAllows(): (readonly [Statement, Naming])[] {
    return [...this.guarding].filter(([{ effect }, naming]) => effect === 'Allow' && naming !== 'no');
  }

  private directAllows(isBounded: boolean): Statement[] {
    const isRoleHeldIn = isRole(this.scope.actor) && !isBounded;
    return this.resourceAllows.flatMap(([statement, naming]) =>
      naming === 'everybody' || (naming !== 'account' && !isRoleHeldIn) ? [statement] : [],
    );
  }

  private get everyDeny(): Statement[] {
    const { lens } = this.scope;
    const identity = this.subject?.identity ?? [];
    return [
      ...(lens.identity && identity !== 'everything' ? identity : []),
      ...(lens.boundary ? (this.subject?.boundary ?? []) : []),
      ...[...this.guarding].flatMap(([statement, naming]) => (naming === 'no' ? [] : [statement])),
    ].filter(({ effect }) => effect === 'Deny');
  }
}

function allowsOf(statements: readonly Statement[]): Statement[] {
  return statements.filter(({ effect }) => effect === 'Allow');
}

function isRole({ name }: Actor): boolean {
  return name.kind === 'arn' && name.arn.includes(':role/');
}
