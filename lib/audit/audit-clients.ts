import { AthenaClient } from '@aws-sdk/client-athena';
import { CloudFormationClient } from '@aws-sdk/client-cloudformation';
import { STSClient } from '@aws-sdk/client-sts';
import type { Region } from '../../config/region';
import { clientSettings, explainingErrors } from '../account/platform-clients';

/** Clients of the services that an auditor asks. */
export interface AuditClients {
  readonly athena: AthenaClient;
  readonly cloudformation: CloudFormationClient;
  readonly sts: STSClient;
}

/** Clients for a Region with the caller's credentials; every error that they throw is an `AwsCallError`. */
export function auditClients(region: Region): AuditClients {
  const settings = clientSettings(region);
  return explainingErrors({
    athena: new AthenaClient(settings),
    cloudformation: new CloudFormationClient(settings),
    sts: new STSClient(settings),
  });
}
