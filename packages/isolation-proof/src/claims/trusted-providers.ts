import { accountOfProvider, audienceKeyOf } from '../access/federated-trust';
import { demandedValues } from '../policies/demanded-values';
import type { Statement } from '../policies/statement';
import type { Resolved } from '../templates/resolved';
import type { Asking } from './asking';

/** A provider of the account lets in whom it signs in for one audience. Others are everybody's, such as Google. */
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
  if (demandedValues(statement, key) !== undefined) return;
  asking.refute(
    `${place} lets in whoever ${provider} signs in, for whatever application`,
    [statement],
    `Demand the audience: StringEquals ${key}.`,
  );
}
