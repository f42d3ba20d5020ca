import {
  administrator,
  otherThan,
  somebodyOf,
  somebodyOfOthers,
  withoutKey,
} from '../../../../packages/isolation-proof/src/claims/anybody';
import { readModel } from '../../../../packages/isolation-proof/src/model/model';
import type { Subject } from '../../../../packages/isolation-proof/src/model/principal';
import { EVERYTHING, literalPattern } from '../../../../packages/isolation-proof/src/patterns/pattern';
import { absent, known } from '../../../../packages/isolation-proof/src/policies/facts';
import { twoOrganizations } from '../fixtures/organizations';
import { ACCOUNT } from '../fixtures/stack-of';
import { TAGS } from '../fixtures/tenant-tags';

const MODEL = readModel(twoOrganizations(), { tags: TAGS });
const EMPTY = readModel([], { tags: TAGS });
const OWNER = 'aws:principaltag/orgslug';

test.each<[string, (model: typeof MODEL) => Subject | undefined, string, unknown]>([
  ['an administrator', administrator, 'any-administrator', absent],
  ['somebody without a key', withoutKey, 'any-principal-without-key', otherThan()],
  [
    'somebody of another tenant',
    (model) => somebodyOfOthers(model, 'acme'),
    'any-principal-of-others',
    otherThan('acme'),
  ],
  ['somebody of a tenant', (model) => somebodyOf(model, 'acme'), 'any-principal', known('acme')],
])(
  '%s is a role of the account without policies, of which no other tag is known',
  (_who, subjectOf, name, owner) => {
    const subject = subjectOf(MODEL);
    expect(subject).toStrictEqual({
      arn: `arn:aws:iam::${ACCOUNT}:role/${name}`,
      identity: [],
      boundary: undefined,
      facts: new Map([
        ['aws:principalaccount', known(ACCOUNT)],
        ['aws:principalservicename', absent],
        [OWNER, owner],
        ['aws:principaltag/orgkeyarn', absent],
        ['aws:principaltag/orgdatabase', absent],
      ]),
    });
    expect(subjectOf(EMPTY)).toBeUndefined();
  },
);

test('any value but some is one of all of them', () => {
  expect(otherThan('a', 'b*')).toStrictEqual({
    kind: 'among',
    set: { matching: [EVERYTHING], excluding: [literalPattern('a'), literalPattern('b*')] },
  });
});
