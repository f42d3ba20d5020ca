import type { Lens } from '../access/lens';
import type { Pattern } from '../patterns/pattern';
import type { Statement } from '../policies/statement';
import type { Actor } from './actor';
import type { ComparedGuard } from './compared-guard';
import type { Finding } from './question';
import type { Side } from './side-facts';

/** Requests of an actor that one side allows and the other does not, for one reason. */
export interface ActorDifference {
  readonly actor: Actor;
  readonly allowing: Side;
  readonly lens: Lens;
  readonly actions: readonly Pattern[];
  /** By service. */
  readonly resources: readonly (readonly Pattern[])[];
  readonly example: Example;
  /** The statements that make the difference, with their side. */
  readonly statements: readonly (readonly [side: Side, statement: Statement])[];
  /** The resource whose policy makes it, if it is one. */
  readonly guard: ComparedGuard | undefined;
}

export interface Example {
  readonly action: string;
  readonly finding: Finding;
  readonly guard: ComparedGuard | undefined;
}
