import { AssumeRoleWithWebIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { operatorRoleName } from '../../../config/operator-role-name';
import type { OperatorRole } from '../../../config/operations-schema';
import { type AccessKey, secureSettings } from '../caller-clients';
import { cdkEnvironment } from '../child-environment';
import type { TokenClaims } from './identity-issuer';
import { StoryError } from './outcome';
import type { StoryContext } from './story-context';

/** Who does the work of each use, as the trail is to name them. */
export const PEOPLE: Readonly<Record<OperatorRole, string>> = {
  'hub-operator': 'hana@example.com',
  'hub-revoker': 'rene@example.com',
  'secret-writer': 'sven@example.com',
  monitor: 'mona@example.com',
  auditor: 'aude@example.com',
  'break-glass': 'jane.doe@example.com',
};

/**
 * What the issuer says of an operator. It is for one use: each has an audience of its own.
 * @throws StoryError if nobody signs in for that use by OIDC
 */
export function claimsOfOperator(
  { environment }: Pick<StoryContext, 'environment'>,
  use: OperatorRole,
): TokenClaims {
  const { signIn } = environment.operations;
  const audience = signIn !== undefined && 'oidc' in signIn ? signIn.oidc.audiences[use] : undefined;
  if (audience === undefined) {
    throw new StoryError(`a story takes an audience for ${use}: operations.signIn.oidc of the environment`);
  }
  return { subject: PEOPLE[use], sourceIdentity: PEOPLE[use], audience, sessionTags: {} };
}

/** Exchanges a token for a session of an operator's role. */
export async function signInAsOperator(
  context: StoryContext,
  use: OperatorRole,
  claims: TokenClaims = claimsOfOperator(context, use),
): Promise<AccessKey> {
  const { naming, issuer } = context;
  const WebIdentityToken = await issuer.sign(claims);
  // Nobody signs this request: the token says who asks.
  const { Credentials } = await new STSClient(secureSettings(context)).send(
    new AssumeRoleWithWebIdentityCommand({
      RoleArn: naming.roleArn(operatorRoleName(naming, use)),
      RoleSessionName: use,
      WebIdentityToken,
    }),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken } = Credentials ?? {};
  if (AccessKeyId === undefined || SecretAccessKey === undefined || SessionToken === undefined) {
    throw new StoryError('no session was given for the token');
  }
  return { accessKeyId: AccessKeyId, secretAccessKey: SecretAccessKey, sessionToken: SessionToken };
}

/** The environment of a program that an operator starts. */
export function operatorEnvironment(
  { emulator, environment, scratch }: Pick<StoryContext, 'emulator' | 'environment' | 'scratch'>,
  { accessKeyId, secretAccessKey, sessionToken }: AccessKey,
): Record<string, string> {
  return {
    ...cdkEnvironment(process.env, {
      endpoint: emulator.secureEndpoint,
      caFile: emulator.caFile,
      region: environment.region.name,
      home: scratch,
    }),
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
  };
}

/** Uses whose work is daily; break-glass is for emergencies. */
export const DAILY_USES = ['hub-operator', 'hub-revoker', 'secret-writer', 'monitor', 'auditor'] as const;
export type DailyUse = (typeof DAILY_USES)[number];

/** Sessions of the operators who work every day, each signed in for one use. */
export type Operators = Readonly<Record<DailyUse, AccessKey>>;

export async function signInOperators(context: StoryContext): Promise<Operators> {
  return {
    'hub-operator': await signInAsOperator(context, 'hub-operator'),
    'hub-revoker': await signInAsOperator(context, 'hub-revoker'),
    'secret-writer': await signInAsOperator(context, 'secret-writer'),
    monitor: await signInAsOperator(context, 'monitor'),
    auditor: await signInAsOperator(context, 'auditor'),
  };
}
