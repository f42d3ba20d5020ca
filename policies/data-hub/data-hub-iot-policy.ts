import type { Statement } from '../statement';

/**
 * IoT policy of the certificates of one organization's Data Hubs: credentials through this one role alias.
 * Thing variables work over MQTT only, so that the literal alias is what binds a certificate to its organization.
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
export function dataHubIotPolicy({
  roleAliasArn,
  suspended,
}: {
  readonly roleAliasArn: string;
  /** Whether certificates get nothing, for as long as the organization is suspended. */
  readonly suspended: boolean;
}): Statement[] {
  return [
    {
      ...(suspended
        ? ({ Sid: 'DenyDataHubRoleWhileSuspended', Effect: 'Deny' } as const)
        : ({ Sid: 'AssumeDataHubRole', Effect: 'Allow' } as const)),
      Action: 'iot:AssumeRoleWithCertificate',
      Resource: roleAliasArn,
    },
  ];
}
