import { otherThan } from '../../../../packages/isolation-proof/src/claims/anybody';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import type { DeploymentNames } from './own-names';
import { at, type DeploymentQuestion, one, only } from './question';
import { CREATING_KEYS } from './setting-up';

const ENVIRONMENT_OF_KEY = 'aws:resourcetag/environment';
const ENVIRONMENT_OF_REQUEST = 'aws:requesttag/environment';
const DEPLOYED_BY = 'aws:resourcetag/deployed-by';

/** Of an alias, the key has to allow it, too. */
const OF_ALIASES = ['kms:*alias', 'kms:*aliases'];

/** Keys have no names: they are the environment's, and not an administrator's, by their tags. */
export function keyQuestions(names: DeploymentNames): DeploymentQuestion[] {
  const anyKey = at(names.anyKey);
  const otherEnvironments = [absent, otherThan(names.environment)];
  return [
    {
      actions: only('kms:creategrant'),
      region: anyKey,
      facts: [one('kms:grantisforawsresource', known('false'))],
    },
    {
      actions: only('kms:creategrant', 'kms:retiregrant'),
      region: anyKey,
      facts: [absent, otherThan(names.throughEcr)].map((fact) => one('kms:viaservice', fact)),
    },
    {
      actions: { patterns: ['kms:*'], except: CREATING_KEYS, exceptMatching: OF_ALIASES },
      region: anyKey,
      facts: [
        ...otherEnvironments.map((fact) => one(ENVIRONMENT_OF_KEY, fact)),
        one(DEPLOYED_BY, known('administrator')),
      ],
    },
    {
      actions: only(...CREATING_KEYS),
      region: anyKey,
      facts: otherEnvironments.map(
        (fact) =>
          new Map([
            [ENVIRONMENT_OF_REQUEST, fact],
            [ENVIRONMENT_OF_KEY, absent],
          ]),
      ),
    },
  ];
}
