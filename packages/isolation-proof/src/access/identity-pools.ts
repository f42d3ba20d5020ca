import { referenceTo } from '../model/required-text';
import { matchesText } from '../patterns/matches-text';
import { wildcardPattern } from '../patterns/pattern';
import { demandedValues } from '../policies/demanded-values';
import type { Condition, Statement } from '../policies/statement';
import { valuesAt } from '../resources/property-path';
import { resolveText } from '../resources/resolve';
import type { Resolved } from '../templates/resolved';
import type { StackTemplate, TemplateResource } from '../templates/template';

/** Who signs for identity pools of Cognito, as trust policies name it: of all accounts alike. */
export const COGNITO_IDENTITY = 'cognito-identity.amazonaws.com';
export const POOL_KEY = `${COGNITO_IDENTITY}:aud`;
export const SIGN_IN_KEY = `${COGNITO_IDENTITY}:amr`;

/**
 * What a trust policy says of the identity pools whose users it lets in: the audience of what Cognito signs is the pool.
 * https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
 */
export interface TrustedPools {
  readonly pools: readonly TemplateResource[];
  /** Ids of pools that no template makes. */
  readonly elsewhere: readonly string[];
}

/** @returns undefined if the statement demands no pool */
export function poolsTrusted(
  statement: Statement,
  stacks: readonly StackTemplate[],
): TrustedPools | undefined {
  const ids = demandedValues(statement, POOL_KEY);
  if (ids === undefined) return undefined;
  const known = identityPoolsIn(stacks);
  return {
    pools: known.filter((pool) => ids.includes(referenceTo(pool))),
    elsewhere: ids.filter((id) => !known.some((pool) => referenceTo(pool) === id)),
  };
}

export function identityPoolsIn(stacks: readonly StackTemplate[]): TemplateResource[] {
  return resourcesOf('AWS::Cognito::IdentityPool', stacks);
}

/** Whether a pool gives an identity to somebody who has not signed in. */
export function letsGuestsIn({ properties }: TemplateResource): boolean {
  return properties['AllowUnauthenticatedIdentities'] !== false;
}

/** Whether a statement lets in nobody who has not signed in. */
export function demandsSignIn({ conditions }: Statement): boolean {
  return conditions.some(isAboutSignIn);
}

function isAboutSignIn({ operator, key, values }: Condition): boolean {
  if (key !== SIGN_IN_KEY || !/^ForAnyValue:String(?:Equals|Like)$/.test(operator)) return false;
  return values.every(
    (value) =>
      value !== undefined && !value.includes('${') && !matchesText(wildcardPattern(value), 'unauthenticated'),
  );
}

/** Who signs in the users of a pool, as its properties name them: undefined is what is not known before deployment. */
export function signInsOfPool({ properties, stack }: TemplateResource): Resolved[] {
  const named = [
    'CognitoIdentityProviders.ProviderName',
    'OpenIdConnectProviderARNs',
    'SamlProviderARNs',
  ].flatMap((property) => valuesAt(properties, property));
  return named.map(({ value }) => resolveText(value, stack));
}

/** The user pool that a provider of Cognito is, by its name: `cognito-idp.eu-central-1.amazonaws.com/<id>`. */
export function userPoolNamed(
  provider: Resolved,
  stacks: readonly StackTemplate[],
): TemplateResource | undefined {
  return resourcesOf('AWS::Cognito::UserPool', stacks).find(
    ({ logicalId, stack }) => resolveText({ 'Fn::GetAtt': [logicalId, 'ProviderName'] }, stack) === provider,
  );
}

export function resourcesOf(type: string, stacks: readonly StackTemplate[]): TemplateResource[] {
  return stacks
    .flatMap(({ resources }) => [...resources.values()])
    .filter((resource) => resource.type === type);
}
