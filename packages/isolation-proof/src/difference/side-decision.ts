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
  /** Undefined where everything is allowed. */
  private readonly identity: readonly Statement[] | undefined;
  private readonly boundary: readonly Statement[] | undefined;
  /** How the policy of the resource names the actor. */
  private readonly namings: ReadonlyMap<Statement, Naming>;
  /** Whether policies of the actor open nothing that the policy of the resource does not. */
  private readonly isGuarded: boolean;
  private readonly formulas = new Map<Statement, Formula>();

  constructor(
    private readonly scope: Scope,
    side: Side,
    private readonly facts: FactLookup,
    private readonly atoms: Atoms,
  ) {
    const { actor, guard, lens } = scope;
    const { identity, boundary } = actor[side] ?? NOBODY;
    this.identity = lens.identity && identity !== 'everything' ? identity : undefined;
    this.boundary = lens.boundary ? boundary : undefined;
    this.namings =
      guard !== undefined && lens.resourcePolicies
        ? namingsIn(guard, side, actor)
        : new Map<Statement, never>();
    this.isGuarded = guard?.[side] !== undefined && lens.resourcePolicies && mustAllow(guard);
    const direct = any(...this.resourceAllows.map((statement) => this.directly(statement)));
    this.allowed =
      actor[side] === undefined
        ? false
        : all(any(direct, this.indirect()), not(this.appliesAny(this.everyDeny)));
  }

  /** That a statement is about the request and whoever makes it. */
  applies(statement: Statement): Formula {
    const known = this.formulas.get(statement);
    // Stryker disable next-line ConditionalExpression: saves time only; the same statement has the same formula
    if (known !== undefined) return known;
    const naming = this.namings.get(statement);
    const formula =
      naming === 'no'
        ? false
        : all(
            statementFormula(statement, this.scope.action, this.facts, this.atoms),
            naming !== 'a session' || this.isNamedSession(statement),
          );
    this.formulas.set(statement, formula);
    return formula;
  }

  /** Statements that let a request be, one for each policy that has to: empty where policies outside the templates do. */
  path(known: Valuation, preferred: Statement | undefined): Statement[] {
    const oneOf = (statements: readonly Statement[], formulaOf = this.applies.bind(this)): Statement[] => {
      const holding = statements.filter((one) => valueOf(formulaOf(one), known) === true);
      const first = holding.find((one) => one === preferred) ?? holding[0];
      return first === undefined ? [] : [first];
    };
    const direct = oneOf(this.resourceAllows, (statement) => this.directly(statement));
    const identity = oneOf(allowsOf(this.identity));
    const isByPreferred =
      identity.some((one) => one === preferred) && valueOf(this.indirect(), known) === true;
    if (direct.length > 0 && !isByPreferred) return direct;
    const ofResource = this.isGuarded ? oneOf(this.resourceAllows) : [];
    return [...identity, ...oneOf(allowsOf(this.boundary)), ...ofResource];
  }

  /** Statements that deny a request. */
  denies(known: Valuation): Statement[] {
    return this.everyDeny.filter((statement) => valueOf(this.applies(statement), known) === true);
  }

  /**
   * That an Allow in the policy of the resource is enough. What it gives to a role's ARN is held in by the role's
   * boundary; what it gives to a user's, to a session's or to everybody is not.
   * https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html
   */
  private directly(statement: Statement): Formula {
    const naming = this.namings.get(statement);
    if (naming === 'account') return false;
    const isHeldIn = naming === 'itself' && isRole(this.scope.actor);
    return all(
      this.applies(statement),
      isHeldIn ? this.bounded() : true,
      naming !== 'account and a session' || this.isNamedSession(statement),
    );
  }

  /** Whether a session is the one that is named is not known. */
  private isNamedSession({ principals }: Statement): Formula {
    return this.atoms.opaque(JSON.stringify(principals?.aws));
  }

  /** That the actor's own policies allow it, and the policy of the resource, where it must. */
  private indirect(): Formula {
    if (isOutside(this.scope.actor)) return false;
    return all(
      this.identity === undefined ? true : this.appliesAny(allowsOf(this.identity)),
      this.bounded(),
      this.isGuarded ? this.appliesAny(this.resourceAllows) : true,
    );
  }

  private bounded(): Formula {
    return this.boundary === undefined ? true : this.appliesAny(allowsOf(this.boundary));
  }

  private appliesAny(statements: readonly Statement[]): Formula {
    return any(...statements.map((statement) => this.applies(statement)));
  }

  private get resourceAllows(): Statement[] {
    return allowsOf([...this.namings.keys()]);
  }

  private get everyDeny(): Statement[] {
    const policies = [this.identity, this.boundary, [...this.namings.keys()]];
    return policies.flatMap((policy) => policy?.filter(({ effect }) => effect === 'Deny') ?? []);
  }
}

/** Whoever is not there. */
const NOBODY: Pick<ActorSide, 'identity' | 'boundary'> = { identity: [], boundary: undefined };

function namingsIn(guard: ComparedGuard, side: Side, actor: Actor): ReadonlyMap<Statement, Naming> {
  return new Map(
    guard[side]?.policy.map((statement) => [statement, namingOf(statement, actor, guard.account)]),
  );
}

function allowsOf(statements: readonly Statement[] | undefined): Statement[] {
  return statements?.filter(({ effect }) => effect === 'Allow') ?? [];
}

function isRole({ name }: Actor): boolean {
  return name.kind === 'arn' && name.arn.includes(':role/');
}
