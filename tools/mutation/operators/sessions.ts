import { isObject, listOf } from '../../../packages/isolation-proof/src/templates/json';
import type { StatementSite } from '../ground';
import { type Edits, type Operator, statementOperator } from './operator';

const TRUST = 'AssumeRolePolicyDocument';
const TAG_SESSION = 'sts:TagSession';
const TAG_KEYS = 'aws:TagKeys';

/** Tags that would name another key, or another database. */
const OTHER_TAGS = ['orgKeyArn', 'orgDatabase'];

/** An operator that changes who may assume a role, and with what. */
function trustOperator(
  name: string,
  description: string,
  change: (site: StatementSite, account: string) => readonly Edits[],
): Operator {
  return statementOperator(name, description, (site, { environment }) =>
    site.path.includes(TRUST) ? change(site, environment.account) : [],
  );
}

/** Mistakes in how sessions come by their tags. */
export const SESSION_OPERATORS: readonly Operator[] = [
  trustOperator(
    'allow-session-tags',
    'lets sessions bring tags',
    ({ statement: { Action: action } }): Edits[] =>
      action === undefined || listOf(action).includes(TAG_SESSION)
        ? []
        : [[{ path: ['Action'], value: [...listOf(action), TAG_SESSION] }]],
  ),
  trustOperator('widen-session-tags', 'lets sessions bring other tags, or any', ({ statement }): Edits[] => {
    const { Condition: condition } = statement;
    if (!isObject(condition)) return [];
    return Object.entries(condition).flatMap(([operator, keys]): Edits[] => {
      if (!isObject(keys) || keys[TAG_KEYS] === undefined) return [];
      const { [TAG_KEYS]: brought, ...others } = keys;
      const rest = Object.keys(others).length === 0 ? undefined : others;
      const moved = (to: string): Edits => [
        { path: ['Condition', operator], value: rest },
        { path: ['Condition', to], value: { [TAG_KEYS]: '*' } },
      ];
      return [
        ...OTHER_TAGS.map((tag): Edits => [
          { path: ['Condition', operator, TAG_KEYS], value: [...listOf(brought), tag] },
        ]),
        moved('ForAllValues:StringLike'),
        moved('ForAnyValue:StringLike'),
      ];
    });
  }),
  trustOperator(
    'principal-to-provider',
    'lets in whom another identity provider signs in',
    ({ statement: { Principal: principal } }, account): Edits[] => {
      if (!isObject(principal)) return [];
      return [
        'accounts.google.com',
        'arn:aws:iam::999999999999:oidc-provider/identity.example.com',
        `arn:aws:iam::${account}:oidc-provider/other.example.com`,
      ].map((provider) => [
        {
          path: ['Principal'],
          value: { ...principal, Federated: [...listOf(principal['Federated']), provider] },
        },
      ]);
    },
  ),
];
