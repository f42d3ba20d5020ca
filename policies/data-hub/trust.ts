import type { DataHubTrust } from '../../config/environment-config';
import type { Naming } from '../../config/naming';
import type { Statement } from '../statement';

/**
 * Trust of a Data Hub's role: the IoT credentials provider, and nobody else. No sts:TagSession, which would
 * let a session bring tags of its own choice.
 * Whether the provider says for which account it acts is unconfirmed: if it does not, `service-of-this-account`
 * lets nobody in.
 * https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
export function dataHubTrust(naming: Naming, trust: DataHubTrust): Statement[] {
  return [
    {
      Sid: 'IotCredentialsProvider',
      Effect: 'Allow',
      Principal: { Service: 'credentials.iot.amazonaws.com' },
      Action: 'sts:AssumeRole',
      ...(trust === 'service-of-this-account'
        ? { Condition: { StringEquals: { 'aws:SourceAccount': naming.environment.account } } }
        : {}),
    },
  ];
}

/**
 * Trust of a hybrid node's role: Systems Manager, on behalf of this account and Region.
 * https://docs.aws.amazon.com/systems-manager/latest/userguide/hybrid-multicloud-service-role.html
 */
export function hybridNodeTrust(naming: Naming): Statement[] {
  return [
    {
      Sid: 'SystemsManager',
      Effect: 'Allow',
      Principal: { Service: 'ssm.amazonaws.com' },
      Action: 'sts:AssumeRole',
      Condition: {
        // Only our own account's resources, whichever they are.
        ArnEquals: { 'aws:SourceArn': naming.systemsManagerSourceArn() },
        StringEquals: { 'aws:SourceAccount': naming.environment.account },
      },
    },
  ];
}
