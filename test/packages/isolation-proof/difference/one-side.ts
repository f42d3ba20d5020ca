import { ALL_POLICIES, type Lens } from '../../../../packages/isolation-proof/src/access/lens';
import type { Actor, ActorSide } from '../../../../packages/isolation-proof/src/difference/actor';
import type { ComparedGuard } from '../../../../packages/isolation-proof/src/difference/compared-guard';
import { SideDecision } from '../../../../packages/isolation-proof/src/difference/side-decision';
import { NOTHING_KNOWN } from '../../../../packages/isolation-proof/src/policies/facts';
import type { Statement } from '../../../../packages/isolation-proof/src/policies/statement';
import type { JsonObject } from '../../../../packages/isolation-proof/src/templates/json';
import { ROLE, statements, USER } from '../fixtures/statements-and-requests';
import { NamedAtoms } from './named-atoms';

/** Statements that are told apart by their resources. */
export const list = (...some: JsonObject[]): Statement[] => (some.length === 0 ? [] : statements(...some));
export const allow = (Resource: string, more: JsonObject = {}): JsonObject => ({ Resource, ...more });
export const deny = (Resource: string, more: JsonObject = {}): JsonObject => ({
  Effect: 'Deny',
  Resource,
  ...more,
});
export const to = (...AWS: string[]): JsonObject => ({ Principal: { AWS } });

/** One side of a bucket or key `arn:aws:s3:::b` and of whoever asks for it. */
export interface Asked {
  readonly name?: Actor['name'];
  readonly side?: Partial<ActorSide>;
  /** Policy of the resource. */
  readonly policy?: readonly JsonObject[];
  /** Whether the side lacks the resource. */
  readonly isWithout?: boolean;
  readonly kind?: ComparedGuard['kind'];
  readonly lens?: Lens;
}

/** What one side decides, with the policy of its resource. */
export function decisionOf({
  name = { kind: 'arn', arn: ROLE },
  side,
  policy,
  isWithout = false,
  kind = 'bucket',
  lens = ALL_POLICIES,
}: Asked): { readonly atoms: NamedAtoms; readonly decision: SideDecision; readonly policy: Statement[] } {
  const atoms = new NamedAtoms();
  const actor: Actor = {
    who: { kind: 'role', name: 'who', presence: 'both' },
    name,
    base: side && { identity: [], boundary: undefined, facts: NOTHING_KNOWN, ...side },
    head: undefined,
    domains: new Map(),
  };
  const policyRead = list(...(policy ?? []));
  const guard: ComparedGuard | undefined = policy && {
    arn: 'arn:aws:s3:::b',
    kind,
    service: 's3',
    account: '111122223333',
    owner: undefined,
    patterns: [],
    base: isWithout ? undefined : { policy: policyRead, tags: undefined },
    head: undefined,
  };
  const scope = { actor, guard, lens, action: 's3:getobject' };
  return { atoms, decision: new SideDecision(scope, 'base', NOTHING_KNOWN, atoms), policy: policyRead };
}

export const SESSION = 'arn:aws:sts::111122223333:assumed-role/reader/one';
export const OF_ROLE = {
  side: { identity: list(allow('i'), deny('n')), boundary: list(allow('b'), deny('m')) },
};
export const OF_USER = { ...OF_ROLE, name: { kind: 'arn', arn: USER } as const };
export const PLAIN = { side: { identity: list(allow('i')) } };
