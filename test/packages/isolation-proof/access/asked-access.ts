import {
  type Access,
  findAccess,
  type Question,
} from '../../../../packages/isolation-proof/src/access/access';
import { ALL_POLICIES } from '../../../../packages/isolation-proof/src/access/lens';
import type { GuardedResource } from '../../../../packages/isolation-proof/src/model/guarded-resource';
import type { Subject } from '../../../../packages/isolation-proof/src/model/principal';
import { wildcardPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { actionClasses } from '../../../../packages/isolation-proof/src/policies/action-classes';
import type { Fact } from '../../../../packages/isolation-proof/src/policies/facts';
import { statements } from '../fixtures/statements-and-requests';

export const anything = statements({ Sid: 'Anything' });
export const nothing = statements({ Action: 'x:y' });
/** Of which the templates do not tell the value. */
export const PARAMETER = { Ref: 'Parameter' };

export interface Asked {
  readonly who: Subject;
  readonly guard?: GuardedResource;
  readonly resources?: string;
  readonly lens?: Question['lens'];
  readonly facts?: ReadonlyMap<string, Fact>;
}

/** The question about objects of a bucket. */
export function questionOf({
  who,
  guard,
  resources = 'arn:aws:s3:::data/*',
  lens = ALL_POLICIES,
  facts,
}: Asked): Question {
  const policies = [...who.identity, ...(who.boundary ?? []), ...(guard?.policy ?? [])];
  const action = actionClasses(policies, [['s3:getobject']]).find(
    ({ example }) => example === 's3:getobject',
  );
  if (action === undefined) throw new Error('there is no class of the action');
  return {
    subject: who,
    action,
    resources: { matching: [wildcardPattern(resources)], excluding: [] },
    ...(guard === undefined ? {} : { guarded: guard }),
    ...(facts === undefined ? {} : { facts }),
    lens,
  };
}

export function access(asked: Asked): Access | undefined {
  return findAccess(questionOf(asked));
}
