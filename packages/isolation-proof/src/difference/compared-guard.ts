import type { Facts } from '../policies/facts';
import type { Statement } from '../policies/statement';
import type { Model } from '../model/model';
import { literalPattern, type Pattern, wildcardPattern } from '../patterns/pattern';
import { serviceOfResource } from '../access/one-service';

/** What one side of a change says in the policy of a resource. */
export interface GuardSide {
  readonly policy: readonly Statement[];
  /** The resource's tags, where AWS tells them for certain; undefined where a request may say any. */
  readonly tags: Facts | undefined;
}

/** A resource with a policy of its own, or a role with its trust policy, on both sides of a change. */
export interface ComparedGuard {
  readonly arn: string;
  readonly kind: 'bucket' | 'key' | 'repository' | 'role' | 'other';
  readonly service: string | undefined;
  readonly account: string;
  readonly owner: string | undefined;
  /** The resource itself and what is in it. */
  readonly patterns: readonly Pattern[];
  readonly base: GuardSide | undefined;
  readonly head: GuardSide | undefined;
}

/** Every resource with a policy of its own on either side, sorted by ARN. */
export function comparedGuards(base: Model, head: Model): ComparedGuard[] {
  const [before, after] = [guardsOf(base), guardsOf(head)];
  return [...new Set([...before.keys(), ...after.keys()])].sort().flatMap((arn) => {
    const known = after.get(arn) ?? before.get(arn);
    if (known === undefined) return [];
    const { side: _side, ...parts } = known;
    return [{ ...parts, base: before.get(arn)?.side, head: after.get(arn)?.side }];
  });
}

type Guard = Omit<ComparedGuard, 'base' | 'head'> & { readonly side: GuardSide };

function guardsOf({ guarded, principals }: Model): Map<string, Guard> {
  const found = new Map<string, Guard>();
  const add = (guard: Guard): void => {
    const known = found.get(guard.arn);
    // Statement by statement, policies of one resource add up.
    const policy = [...(known?.side.policy ?? []), ...guard.side.policy];
    found.set(guard.arn, known === undefined ? guard : { ...known, side: { ...known.side, policy } });
  };
  for (const { kind, arn, contents, owner, policy, facts, source } of guarded) {
    add({
      arn,
      kind,
      service: serviceOfResource(arn),
      account: source.stack.account,
      owner,
      patterns: [
        arn.includes('*') ? wildcardPattern(arn) : literalPattern(arn),
        ...contents.map((text) => wildcardPattern(text)),
      ],
      side: { policy, tags: kind === 'key' || kind === 'repository' ? facts : undefined },
    });
  }
  for (const { kind, arn, owner, trust, source } of principals) {
    if (kind !== 'role') continue;
    add({
      arn,
      kind: 'role',
      service: 'sts',
      account: source.stack.account,
      owner,
      patterns: [literalPattern(arn)],
      side: { policy: trust, tags: undefined },
    });
  }
  return found;
}

/** Whether nothing but the resource's own policy can open it. */
export function mustAllow({ kind }: ComparedGuard): boolean {
  return kind === 'key' || kind === 'role';
}
