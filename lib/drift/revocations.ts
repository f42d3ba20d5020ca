import { isDeepStrictEqual } from 'node:util';
import { GetRolePolicyCommand, type IAMClient } from '@aws-sdk/client-iam';
import type { DeployedResource } from '../deployed/deployed-stack';
import { readRevocationDocument, revocationText } from '../hubs/revocation/revocation-document';

/**
 * Whether a resource is the policy of an organization's revocations, with nothing in it but what `data-hub revoke`
 * writes: that it differs from the template is right (decision 9).
 * @param policyNames of the policies of revocations
 */
export async function isRevocation(
  iam: IAMClient,
  { type, physicalId }: DeployedResource,
  policyNames: readonly string[],
): Promise<boolean> {
  if (type !== 'AWS::IAM::RolePolicy') return false;
  const [PolicyName = '', RoleName = ''] = physicalId.split('|');
  if (!policyNames.includes(PolicyName)) return false;
  const { PolicyDocument = '' } = await iam.send(new GetRolePolicyCommand({ PolicyName, RoleName }));
  const text = decodeURIComponent(PolicyDocument);
  const revocations = readRevocationDocument(text);
  return (
    revocations.others.length === 0 &&
    isDeepStrictEqual(JSON.parse(revocationText(revocations)), JSON.parse(text))
  );
}
