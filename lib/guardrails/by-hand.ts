import type { EnvironmentConfig } from '../../config/environment-config';

/** Something that no policy does, and that somebody has to do once. */
export interface ByHand {
  readonly what: string;
  /** Who has to: an administrator of the organization's management account, or one of the environment's. */
  readonly who: 'management account' | 'account';
  /** Left out where there is no command for it. */
  readonly command?: string;
}

/** What the guardrails leave to people, as far as it concerns this environment. */
export function byHand({
  account,
  athenaCreateIamUser,
  organizations,
  operations,
}: EnvironmentConfig): ByHand[] {
  const hasUsers = athenaCreateIamUser || organizations.some(({ athenaUsers }) => athenaUsers.length > 0);
  const exempt = operations.guardrails?.exempt ?? [];
  return [
    ...['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY', 'S3_POLICY'].map((type): ByHand => ({
      what: `enable the policy type ${type}, if it is not enabled`,
      who: 'management account',
      command: `aws organizations enable-policy-type --root-id ROOT --policy-type ${type}`,
    })),
    {
      what: 'block public access for the whole account, if the organization has no S3 policies',
      who: 'account',
      command:
        `aws s3control put-public-access-block --account-id ${account} --public-access-block-configuration ` +
        'BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true',
    },
    {
      what: 'delete the credentials of the root user, so that nobody can sign in as it',
      who: 'management account',
      command: 'aws iam enable-organizations-root-credentials-management',
    },
    ...(hasUsers
      ? [
          {
            what: 'set a password policy, since the environment has IAM users; access keys are made by an exempt role',
            who: 'account',
            command: 'aws iam update-account-password-policy --minimum-password-length 14',
          } as const,
        ]
      : []),
    ...(exempt.length === 0
      ? [
          {
            what: 'name the role that deploys in operations.guardrails.exempt before attaching: without one, nobody in the account can deploy',
            who: 'account',
          } as const,
        ]
      : []),
    {
      what: 'watch the management account: the guardrails do not bind it, nor service-linked roles of AWS services',
      who: 'management account',
    },
  ];
}
