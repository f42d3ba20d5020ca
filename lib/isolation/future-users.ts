import { castOf } from './contract/cast';
import { isService } from '../../packages/isolation-proof/src/decide/request';
import type { Model, Principal } from '../../packages/isolation-proof/src/model/model';

/**
 * The model with a user for every policy of an organization that is attached to nobody: whoever will be given
 * it. No template says who that is, and what they may do is proved all the same.
 */
export function withFutureUsers(model: Model): Model {
  const present = new Set(model.principals.flatMap(({ identity }) => identity));
  const users = model.ownership.organizations.flatMap((owner) =>
    castOf(model, owner).requesters.user.flatMap((user): Principal[] => {
      const [statement] = isService(user) ? [] : user.identity;
      if (isService(user) || statement === undefined || present.has(statement)) return [];
      return [{ ...user, kind: 'user', owner, trust: [], source: statement.source }];
    }),
  );
  return { ...model, principals: [...model.principals, ...users] };
}
