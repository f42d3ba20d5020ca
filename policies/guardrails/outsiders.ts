import type { AnalystAccess } from '../../config/analysts';
import { DENY_EVERYBODY } from '../statement';
import type { AuthorizationGuardrail } from './guardrail';
import { TAGS_OF_ORGANIZATIONS } from './identities';
import { BRINGS_TAG_OF_ORGANIZATION, type GuardrailInputs } from './spared';

/**
 * Services whose resources hold or open data, as far as resource control policies are about them.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_rcps.html#rcp-supported-services
 */
export const GUARDED_SERVICES = ['ecr:*', 'kms:*', 'logs:*', 's3:*', 'secretsmanager:*', 'sqs:*'];

const IS_NO_SERVICE = { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } };

/** Whatever the policies of resources say, only principals of the account reach them, and services for it. */
export function outsidersGuardrail(inputs: GuardrailInputs): AuthorizationGuardrail {
  const { arns, naming, operators, environment } = inputs;
  const { account, analysts } = environment;
  const outsiders = declaredOutsiders(inputs);
  return {
    id: 'rcp-outsiders',
    type: 'RESOURCE_CONTROL_POLICY',
    description:
      'Only principals of the account, and AWS services that act for it, reach its resources; only named roles of others assume its roles.',
    statements: [
      {
        Sid: 'OnlyPrincipalsOfAccount',
        ...DENY_EVERYBODY,
        Action: GUARDED_SERVICES,
        Resource: '*',
        wildcardReason: 'Every resource of the account, whatever is asked of it.',
        Condition: { StringNotEqualsIfExists: { 'aws:PrincipalAccount': account }, ...IS_NO_SERVICE },
      },
      {
        Sid: 'OnlyNamedOutsidersAssumeRoles',
        ...DENY_EVERYBODY,
        Action: 'sts:AssumeRole',
        Resource: [
          arns.roleArn(arns.anyNameOfEnvironment),
          arns.bootstrapRoleArn('cfn-exec'),
          arns.bootstrapRoleArn('deploy'),
          arns.bootstrapRoleArn('file-publishing'),
          arns.bootstrapRoleArn('image-publishing'),
        ],
        wildcardReason: 'The roles of the environment.',
        Condition: {
          StringNotEqualsIfExists: { 'aws:PrincipalAccount': account },
          ...(outsiders.length === 0 ? {} : { ArnNotEqualsIfExists: { 'aws:PrincipalArn': outsiders } }),
          ...IS_NO_SERVICE,
        },
      },
      {
        Sid: 'OnlyAnalystsBringTagsOfOrganizations',
        ...DENY_EVERYBODY,
        Action: [
          'sts:AssumeRole',
          'sts:AssumeRoleWithSAML',
          'sts:AssumeRoleWithWebIdentity',
          'sts:TagSession',
        ],
        ...rolesWithTags(analysts, {
          analysts: arns.everyOrganizationsRoleArn('analystRole'),
          breakGlass: operators['break-glass'],
        }),
        wildcardReason:
          'Whoever signs in: the trust of the roles that are left out says who may bring which tag.',
        Condition: BRINGS_TAG_OF_ORGANIZATION(TAGS_OF_ORGANIZATIONS),
      },
      {
        // Services that do not say for whom they act are left to the policies of resources.
        Sid: 'OnlyServicesForAccount',
        ...DENY_EVERYBODY,
        Action: [...GUARDED_SERVICES, 'sts:AssumeRole'],
        Resource: '*',
        wildcardReason: 'Every resource of the account, whatever is asked of it.',
        Condition: {
          Bool: { 'aws:PrincipalIsAWSService': 'true' },
          Null: { 'aws:SourceAccount': 'false' },
          StringNotEquals: { 'aws:SourceAccount': naming.environment.account },
        },
      },
    ],
  };
}

/** Roles of other accounts that the environment lets in: operators of another company, and exempt ones. */
export function declaredOutsiders({ exempt, environment }: GuardrailInputs): string[] {
  const { account, operations } = environment;
  const { signIn } = operations;
  const trusted =
    signIn !== undefined && 'roles' in signIn ? Object.values(signIn.roles).flatMap((roles) => roles) : [];
  return [...new Set([...trusted.map(({ arn }) => arn), ...exempt])].filter(
    (arn) => !arn.includes(`:iam::${account}:`),
  );
}

function rolesWithTags(
  analysts: AnalystAccess | undefined,
  roles: { readonly analysts: string; readonly breakGlass: string | undefined },
): { readonly NotResource: readonly string[] } | { readonly Resource: '*' } {
  const signedIn = analysts === undefined ? [] : 'roles' in analysts ? analysts.roles : [roles.analysts];
  const spared = [...signedIn, ...(roles.breakGlass === undefined ? [] : [roles.breakGlass])];
  return spared.length === 0 ? { Resource: '*' } : { NotResource: spared };
}
