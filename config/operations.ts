import type { z } from 'zod';
import type { SamlAccess } from './analysts';
import type { OperatorRole, operationsSchema } from './operations-schema';

/** A role whose sessions may assume an operator's role. One of another account has to show an external id. */
export interface TrustedRole {
  readonly arn: string;
  readonly externalId?: string;
}

/** How the operators of an environment sign in. Roles that are not named are trusted to nobody, and not made. */
export type OperatorSignIn =
  | {
      readonly oidc: {
        readonly issuer: string;
        readonly audiences: Readonly<Partial<Record<OperatorRole, string>>>;
      };
    }
  | { readonly saml: SamlAccess }
  | { readonly roles: Readonly<Partial<Record<OperatorRole, readonly TrustedRole[]>>> };

/** Audiences that an OpenID Connect provider takes tokens for, so that operators can sign in; sorted, each once. */
export function operatorAudiences(signIn: OperatorSignIn | undefined): string[] {
  if (signIn === undefined || !('oidc' in signIn)) return [];
  return [...new Set(Object.values(signIn.oidc.audiences))].sort();
}

export interface BreakGlassConfig {
  /** Longest session, in minutes. */
  readonly sessionMinutes: number;
  /** E-mail addresses. */
  readonly notify: readonly string[];
}

/** Where the bucket of the trail is. */
export interface AuditArchive {
  readonly account: string;
  /** Name of the Region. */
  readonly region: string;
}

export interface AuditConfig {
  /** Days of Object Lock in compliance mode. */
  readonly retentionDays: number;
  /** Left out if the bucket is in the environment's own account. */
  readonly separate?: AuditArchive;
  /** Whether organizations that ask for it get their own part of the trail. */
  readonly organizations: boolean;
}

export interface GuardrailsConfig {
  readonly deployed: boolean;
  /** Names of Regions, besides the environment's. */
  readonly regions: readonly string[];
  /** ARNs of roles. */
  readonly exempt: readonly string[];
  readonly accessAnalyzer: boolean;
}

/** What an environment says about its operation. What is left out is not made. */
export interface OperationsConfig {
  /** Whether CloudFormation works under policies of the environment's own, which an administrator deploys. */
  readonly deployment?: true;
  readonly signIn?: OperatorSignIn;
  readonly breakGlass?: BreakGlassConfig;
  readonly audit?: AuditConfig;
  readonly guardrails?: GuardrailsConfig;
}

/**
 * The operation of a file that its schema and `operationsProblems` let pass.
 * @param samlAccess reads the SAML access of a file, whose metadata document is beside it
 */
export function operationsConfig(
  operations: z.output<typeof operationsSchema> | undefined,
  environmentRegion: string,
  samlAccess: (
    saml: NonNullable<NonNullable<z.output<typeof operationsSchema>['signIn']>['saml']>,
  ) => SamlAccess,
): OperationsConfig {
  if (operations === undefined) return {};
  const { deployment, signIn, breakGlass, audit, guardrails } = operations;
  return {
    ...(deployment ? { deployment } : {}),
    ...(signIn === undefined ? {} : { signIn: operatorSignIn(signIn, samlAccess) }),
    ...(breakGlass === undefined ? {} : { breakGlass }),
    ...(audit === undefined
      ? {}
      : {
          audit: {
            retentionDays: audit.retentionDays,
            organizations: audit.organizations,
            ...(audit.separateAccount && audit.account !== undefined
              ? { separate: { account: audit.account, region: audit.region ?? environmentRegion } }
              : {}),
          },
        }),
    ...(guardrails === undefined ? {} : { guardrails }),
  };
}

type SignIn = NonNullable<z.output<typeof operationsSchema>['signIn']>;

function operatorSignIn(
  { oidc, saml, roles }: SignIn,
  samlAccess: (saml: NonNullable<SignIn['saml']>) => SamlAccess,
): OperatorSignIn {
  if (oidc !== undefined) return { oidc };
  if (saml !== undefined) return { saml: samlAccess(saml) };
  return {
    roles: Object.fromEntries(
      Object.entries(roles ?? {}).map(([use, trusted]) => [
        use,
        trusted.map((one): TrustedRole =>
          typeof one === 'string'
            ? { arn: one }
            : { arn: one.arn, ...(one.externalId === undefined ? {} : { externalId: one.externalId }) },
        ),
      ]),
    ),
  };
}
