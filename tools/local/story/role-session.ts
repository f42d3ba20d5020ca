import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import { type AccessKey, secureSettings } from '../caller-clients';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

/**
 * Assumes a role.
 * @param caller who may assume it
 * @throws StoryError if STS gives no credentials
 */
export async function assumeRole(
  context: StoryContext,
  caller: AccessKey,
  { role, session }: { readonly role: string; readonly session: string },
): Promise<AccessKey> {
  const sts = new STSClient({ ...secureSettings(context), credentials: caller });
  const { Credentials } = await sts.send(
    new AssumeRoleCommand({ RoleArn: context.naming.roleArn(role), RoleSessionName: session }),
  );
  if (Credentials?.AccessKeyId === undefined || Credentials.SecretAccessKey === undefined) {
    throw new StoryError(`no session of ${role}`);
  }
  const {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: sessionToken,
  } = Credentials;
  return { accessKeyId, secretAccessKey, ...(sessionToken === undefined ? {} : { sessionToken }) };
}
