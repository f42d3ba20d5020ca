import {
  accountOfProvider,
  audienceKeyOf,
  exampleOfSubject,
  subjectKeyOf,
  unknownIssuer,
} from '../access/federated-trust';
import { demandedValues } from '../policies/demanded-values';
import type { Condition, Statement } from '../policies/statement';
import type { Resolved } from '../templates/resolved';
import type { Asking } from './asking';

/**
 * A provider of the account lets in whom it signs in for one audience, and for one owner if it signs in anybody, as
 * GitHub does. Others are everybody's, such as Google.
 */
export function judgeProvider(asking: Asking, statement: Statement, provider: Resolved): void {
  const { source, name } = statement;
  const place = `${source.path} (${name})`;
  if (provider === undefined || accountOfProvider(provider) !== source.stack.account) {
    const whom = provider ?? 'an identity provider that is unknown before deployment';
    asking.refute(
      `${place} lets in whoever ${whom} signs in`,
      [statement],
      'Name an OIDC or SAML provider of this account in Principal, by its ARN.',
    );
    return;
  }
  const key = audienceKeyOf(provider) ?? '';
  if (demandedValues(statement, key) === undefined) {
    asking.refute(
      `${place} lets in whoever ${provider} signs in, for whatever application`,
      [statement],
      `Demand the audience: StringEquals ${key}.`,
    );
  }
  noteIssuer(asking, statement, provider);
  const subject = subjectKeyOf(provider);
  if (subject === undefined || statement.conditions.some((condition) => namesOwner(condition, subject)))
    return;
  const known = exampleOfSubject(provider);
  const example = known === undefined ? '"…"' : `"${known}", for example`;
  asking.refute(
    `${place} lets in whoever ${provider} signs in, which is anybody`,
    [statement],
    `Demand the subject up to the name of its owner: StringLike ${subject} ${example}.`,
  );
}

/** Of an issuer that nothing is known of, an audience does not tell whether others get tokens for it as well. */
function noteIssuer(asking: Asking, { conditions }: Statement, provider: string): void {
  const issuer = unknownIssuer(provider);
  if (issuer === undefined || conditions.some(({ key }) => key === `${issuer}:sub`)) return;
  asking.note(
    `${issuer} is taken to sign in nobody but people and programs of the app's owner: if anybody can get a token of it, demand whose it is in every trust policy that names it: StringLike ${issuer}:sub "…".`,
  );
}

/** A kind, a name, and what ends the name: `repo:octo-org/`, `organization:octo:`. */
const OWNER = /^[^:]+:[^:/]+[:/]/;

/**
 * At GitHub every organization says of what its subjects are made, and many kinds of that are called alike anywhere:
 * `environment:production`, `ref:refs/heads/main`. Names have no colons there: they are written `%3A`.
 * https://docs.github.com/en/actions/reference/security/oidc
 */
const OWNER_AT_GITHUB =
  /(?:^|:)(?:enterprise|enterprise_id|repo|repository|repository_id|repository_owner|repository_owner_id|workflow_ref):[^:/]+[:/]/;
const SUBJECT_AT_GITHUB = 'actions.githubusercontent.com:sub';

/** Whether each subject that a condition lets pass is of an owner that it names. It fails where there is no subject. */
function namesOwner({ operator, key, values }: Condition, subject: string): boolean {
  const [, comparison] = /^(?:ForAnyValue:)?(StringEquals|StringLike)$/.exec(operator) ?? [];
  if (key !== subject || comparison === undefined) return false;
  return values.every((value) => {
    if (value === undefined || value.includes('${')) return false;
    const [begin = ''] = comparison === 'StringLike' ? value.split(/[*?]/, 1) : [value];
    const isWhole = begin === value;
    if (subject.endsWith(SUBJECT_AT_GITHUB)) return OWNER_AT_GITHUB.test(isWhole ? `${begin}:` : begin);
    return isWhole || OWNER.test(begin);
  });
}
