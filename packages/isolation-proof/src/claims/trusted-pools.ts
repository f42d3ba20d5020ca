import {
  COGNITO_IDENTITY,
  demandsSignIn,
  identityPoolsIn,
  letsGuestsIn,
  POOL_KEY,
  poolsTrusted,
  SIGN_IN_KEY,
  signInsOfPool,
  userPoolNamed,
} from '../access/identity-pools';
import type { Model } from '../model/model';
import type { Principal } from '../model/principal';
import type { Statement } from '../policies/statement';
import type { StackTemplate, TemplateResource } from '../templates/template';
import type { Asking } from './asking';
import { ownerText } from './places';

const NAME_POOL = `Demand an identity pool of the templates: StringEquals ${POOL_KEY}.`;

/** Refutes trust in Cognito that lets in users of any identity pool, or guests of one that has such. */
export function judgePools(asking: Asking, statement: Statement, stacks: readonly StackTemplate[]): void {
  const { source, name } = statement;
  const place = `${source.path} (${name})`;
  const exposed = `If it is meant to be open, declare it with its reason: exposed: () => [{ construct: '${source.path}', to: '${COGNITO_IDENTITY}', actions: ['sts:assumerolewithwebidentity'], because: '…' }].`;
  const trusted = poolsTrusted(statement, stacks);
  if (trusted === undefined) {
    asking.refute(
      `${place} lets in whoever any identity pool of Cognito signs in, also one of another account`,
      [statement],
      NAME_POOL,
    );
    return;
  }
  for (const id of trusted.elsewhere) {
    asking.refute(
      `${place} lets in whoever the identity pool ${id} signs in, which no template makes`,
      [statement],
      `${NAME_POOL} ${exposed}`,
    );
  }
  const open = trusted.pools.find(letsGuestsIn);
  if (open === undefined || demandsSignIn(statement)) return;
  asking.refute(
    `${place} lets in guests of the identity pool ${open.path}, which is anybody`,
    [statement],
    `Demand that they are signed in: ForAnyValue:StringLike ${SIGN_IN_KEY} "authenticated". ${exposed}`,
  );
}

/**
 * Refutes trust in identity pools of another owner than the role's, and of a tenant's role in a pool that takes users of
 * somebody else: whoever gets an identity of the pool gets the role.
 */
export function judgePoolOwners(
  asking: Asking,
  { arn, owner }: Pick<Principal, 'arn' | 'owner'>,
  statement: Statement,
  model: Model,
): void {
  const { stacks, ownership } = model;
  const { pools = [] } = poolsTrusted(statement, stacks) ?? {};
  for (const pool of pools) {
    const other = ownership.of(pool);
    if (other !== owner) {
      asking.refute(
        `whoever the identity pool ${pool.path} of ${ownerText(other)} signs in may assume ${arn} of ${ownerText(owner)}`,
        [statement],
        demandOfPool(owner, model),
      );
      continue;
    }
    if (owner === undefined) continue;
    for (const provider of strangersOf(pool, owner, model)) {
      asking.refute(
        `whoever ${provider} signs in gets an identity of ${pool.path}, and so may assume ${arn} of ${owner}`,
        [statement],
        `Let the identity pool take users of user pools of ${owner} only (CognitoIdentityProviders).`,
        pool.path,
      );
    }
  }
}

/** How a role demands the identity pools of its owner, by name where there are any. */
export function demandOfPool(owner: string | undefined, { stacks, ownership }: Model): string {
  const own = identityPoolsIn(stacks).filter((pool) => ownership.of(pool) === owner);
  const which = own.length === 0 ? '' : `, the id (Ref) of ${own.map(({ path }) => path).join(' or ')}`;
  return `Demand an identity pool of the same owner: StringEquals ${POOL_KEY}${which}.`;
}

/** Providers of a tenant's pool that are not the tenant's own user pools. */
function strangersOf(pool: TemplateResource, tenant: string, { stacks, ownership }: Model): string[] {
  return signInsOfPool(pool).flatMap((provider) => {
    const userPool = userPoolNamed(provider, stacks);
    if (userPool !== undefined && ownership.of(userPool) === tenant) return [];
    return [provider ?? 'a provider that is unknown before deployment'];
  });
}
