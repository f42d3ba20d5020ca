import { SESSION_SECONDS } from '../../../config/session-duration';
import { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Claim } from '../../../packages/isolation-proof/src/claims/claim';
import { matchesAny } from '../../../packages/isolation-proof/src/policies/action-classes';
import type { Condition, Statement } from '../../../packages/isolation-proof/src/policies/statement';
import { isOperator } from '../operators/operator-uses';

const SOURCE_IDENTITY = 'sts:sourceidentity';

/**
 * Every session of an operator names the person, ends within an hour, and brings no tags, whoever signs it in; no role of
 * the templates, an organization's least of all, becomes one.
 * @example a trust policy that lets in an identity provider for its audience, and asks for nobody's name
 */
export const operatorSessions: Claim = {
  id: 'operator-sessions',
  title: 'Every session of an operator names the person, ends within an hour, and brings no tags',
  about: 'roles that people may assume and that belong to no organization',
  judge: ({ model, principals }) => {
    const asking = new Asking();
    const inTemplates = new Set(model.principals.map(({ arn }) => arn));
    for (const { arn, source, trust } of asking.each(principals.filter(isOperator))) {
      asking.check();
      const { MaxSessionDuration: seconds = SESSION_SECONDS } = source.properties;
      if (typeof seconds !== 'number' || seconds > SESSION_SECONDS) {
        asking.refute(
          `sessions of ${arn} may last longer than an hour`,
          [],
          `Set MaxSessionDuration to ${SESSION_SECONDS}.`,
          source.path,
        );
      }
      for (const statement of trust) {
        asking.check(statement);
        if (statement.effect !== 'Allow') continue;
        for (const other of statement.principals?.aws ?? []) {
          if (other === undefined || !inTemplates.has(other)) continue;
          asking.refute(
            `${other} may assume ${arn}`,
            [statement],
            'Name roles that people come from: those of the platform and of organizations have jobs of their own.',
          );
        }
        if (!statement.conditions.some(namesPerson)) {
          asking.refute(
            `a session of ${arn} need not name the person`,
            [statement],
            'Demand a source identity: StringLike sts:SourceIdentity "*".',
          );
        }
        if (bringsTags(statement)) {
          asking.refute(
            `whoever assumes ${arn} may bring tags`,
            [statement],
            'Leave sts:TagSession out of the trust policy, and list actions instead of a wildcard or NotAction.',
          );
        }
      }
    }
    return asking.judgement;
  },
};

/** Any value, which has two characters at least; with IfExists or a quantifier, none would do. */
function namesPerson({ operator, key, values }: Condition): boolean {
  return (
    key === SOURCE_IDENTITY &&
    (operator === 'StringLike' || operator === 'StringEquals') &&
    values.length > 0 &&
    values.every((value) => value?.includes('${') === false && value !== '')
  );
}

function bringsTags({ actions: { texts, negated } }: Statement): boolean {
  return matchesAny(texts, 'sts:tagsession') !== negated;
}
