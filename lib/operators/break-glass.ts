import {
  AssumeRoleCommand,
  AssumeRoleWithSAMLCommand,
  AssumeRoleWithWebIdentityCommand,
  type AssumeRoleCommandOutput,
  type STSClient,
} from '@aws-sdk/client-sts';
import { REASON_TAG } from '../../config/break-glass-tags';
import type { EnvironmentConfig, OrganizationConfig } from '../../config/environment-config';
import { ConfigurationError, PlatformError, type Problem } from '../../config/errors';
import { Naming, ORG_SLUG_TAG } from '../../config/naming';
import { ASK_FOR_PERMISSION, AwsCallError } from '../account/aws-call-error';

/** How somebody shows who they are. */
export type Evidence =
  /** The session of a role, or the keys of a user, that calls; a user shows MFA. */
  | {
      readonly person: string;
      readonly externalId?: string;
      readonly mfa?: { readonly serialNumber: string; readonly code: string };
    }
  /** An ID token of the identity provider, which says person, organization, reason and MFA. */
  | { readonly webIdentityToken: string }
  /** An assertion, in Base64. */
  | { readonly samlAssertion: string };

export interface EmergencyRequest {
  readonly environment: EnvironmentConfig;
  readonly organization: OrganizationConfig;
  /** Why; it is in the alarm, the record and the trail. */
  readonly reason: string;
  /** How long the session lasts, in minutes. */
  readonly minutes: number;
  readonly evidence: Evidence;
}

/** A session of break-glass. */
export interface EmergencySession {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  readonly expiresAt: Date;
  /** Which the trail calls it by. */
  readonly sessionArn: string;
}

/** STS answered without what it promises. */
class NoSessionError extends PlatformError {
  readonly code = 'NO_SESSION';

  constructor() {
    super('AWS STS answered without credentials; nothing was opened, but an alarm may have been raised');
    this.name = 'NoSessionError';
  }
}

/** https://docs.aws.amazon.com/STS/latest/APIReference/API_Tag.html */
const TAG_VALUE = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,256}$/u;
/** https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html */
const SOURCE_IDENTITY = /^[\w+=,.@-]{2,64}$/;
const SHORTEST_MINUTES = 15;
const SECONDS = 60;

/**
 * Says all that is wrong with a request before any alarm is raised.
 * @param request without `evidence`, nothing is said of how the person signs in
 */
export function emergencyProblems({
  environment,
  reason,
  minutes,
  evidence,
}: Omit<EmergencyRequest, 'organization' | 'evidence'> & Partial<EmergencyRequest>): Problem[] {
  const { breakGlass, signIn } = environment.operations;
  if (breakGlass === undefined || signIn === undefined) {
    return [
      {
        place: '--environment',
        value: environment.name,
        fix: 'has no break-glass; "operations.breakGlass" in its file switches it on',
      },
    ];
  }
  const problems: Problem[] = [];
  if (!TAG_VALUE.test(reason) || reason.trim() === '') {
    problems.push({
      place: '--reason',
      value: reason,
      fix: 'write 1 to 256 letters, digits, spaces and _ . : / = + - @, for example "INC-4711 restore of lost data"',
    });
  }
  const longest = breakGlass.sessionMinutes;
  if (!Number.isInteger(minutes) || minutes < SHORTEST_MINUTES || minutes > longest) {
    problems.push({
      place: '--minutes',
      value: minutes,
      fix: `write ${SHORTEST_MINUTES} to ${longest}, the most that the environment allows`,
    });
  }
  if (evidence === undefined) return problems;
  const way = 'webIdentityToken' in evidence ? 'oidc' : 'samlAssertion' in evidence ? 'saml' : 'roles';
  if (!(way in signIn)) {
    const [meant = ''] = Object.keys(signIn);
    problems.push({ place: 'break-glass', fix: `${WAYS[way]}; in this environment ${MEANT[meant] ?? ''}` });
  }
  if ('person' in evidence && !SOURCE_IDENTITY.test(evidence.person)) {
    problems.push({
      place: '--person',
      value: evidence.person,
      fix: 'write 2 to 64 of A-Z a-z 0-9 _ + = , . @ -, as the trail is to name you, for example "jane.doe@example.com"',
    });
  }
  return problems;
}

const WAYS = {
  oidc: 'a token of an identity provider was given',
  saml: 'an assertion of an identity provider was given',
  roles: 'neither a token nor an assertion was given',
};
const MEANT: Readonly<Record<string, string>> = {
  oidc: 'people sign in with a token: give it with --token-file',
  saml: 'people sign in with an assertion: give it with --assertion-file',
  roles: 'people come from roles and users of the account: leave the file out, and write --person',
};

/**
 * Opens the data of one organization. It raises the alarm and leaves the record, also if it is refused.
 * @param sts a client of the environment's Region: through another endpoint nobody gets in
 * @throws ConfigurationError for what {@link emergencyProblems} finds
 * @throws AwsCallError if AWS STS refuses it
 */
export async function openData(request: EmergencyRequest, sts: STSClient): Promise<EmergencySession> {
  const problems = emergencyProblems(request);
  if (problems.length > 0) throw new ConfigurationError(problems);
  const { Credentials: credentials, AssumedRoleUser: user } = await sayingWhoMay(request, () =>
    assume(request, sts),
  );
  const { AccessKeyId, SecretAccessKey, SessionToken, Expiration } = credentials ?? {};
  if (
    AccessKeyId === undefined ||
    SecretAccessKey === undefined ||
    SessionToken === undefined ||
    Expiration === undefined
  ) {
    throw new NoSessionError();
  }
  return {
    accessKeyId: AccessKeyId,
    secretAccessKey: SecretAccessKey,
    sessionToken: SessionToken,
    expiresAt: Expiration,
    sessionArn: user?.Arn ?? '',
  };
}

/** @throws what the action throws; of a denied call, with what it takes in place of a permission to ask for */
async function sayingWhoMay<Result>(
  { evidence }: EmergencyRequest,
  action: () => Promise<Result>,
): Promise<Result> {
  try {
    return await action();
  } catch (error) {
    if (!(error instanceof AwsCallError) || error.code !== 'AWS_DENIED') throw error;
    const { code, message, awsError, action: denied, status } = error;
    const who = 'person' in evidence ? LISTED : SIGNED;
    const text = `${who} (${PAGE}); the attempt is recorded, and the operators on call are alerted`;
    throw new AwsCallError(code, message.replace(ASK_FOR_PERMISSION, text), awsError, denied, status);
  }
}

const PAGE = 'docs/operator/break-glass.md';
const LISTED = 'you must be listed under "break-glass" in operations.signIn.roles, and users must use MFA';
const SIGNED =
  'the token or assertion must be for break-glass, and name person, organization, reason and MFA';

type Answer = Pick<AssumeRoleCommandOutput, 'Credentials' | 'AssumedRoleUser'>;

async function assume(
  { environment, organization, reason, minutes, evidence }: EmergencyRequest,
  sts: STSClient,
): Promise<Answer> {
  const naming = new Naming(environment);
  const common = {
    RoleArn: naming.roleArn(naming.shared.breakGlassRole),
    DurationSeconds: minutes * SECONDS,
  };
  if ('webIdentityToken' in evidence) {
    return sts.send(
      new AssumeRoleWithWebIdentityCommand({
        ...common,
        RoleSessionName: `break-glass-${organization.slug}`,
        WebIdentityToken: evidence.webIdentityToken,
      }),
    );
  }
  if ('samlAssertion' in evidence) {
    const { signIn } = environment.operations;
    const provider = signIn !== undefined && 'saml' in signIn ? signIn.saml.provider : undefined;
    return sts.send(
      new AssumeRoleWithSAMLCommand({
        ...common,
        PrincipalArn:
          provider !== undefined && 'arn' in provider
            ? provider.arn
            : naming.samlProviderArn(naming.shared.operatorSamlProvider),
        SAMLAssertion: evidence.samlAssertion,
      }),
    );
  }
  const { person, mfa, externalId } = evidence;
  return sts.send(
    new AssumeRoleCommand({
      ...common,
      RoleSessionName: person,
      SourceIdentity: person,
      Tags: [
        { Key: ORG_SLUG_TAG, Value: organization.slug },
        { Key: REASON_TAG, Value: reason },
      ],
      ...(externalId === undefined ? {} : { ExternalId: externalId }),
      ...(mfa === undefined ? {} : { SerialNumber: mfa.serialNumber, TokenCode: mfa.code }),
    }),
  );
}

/** The session as a file of credentials, as AWS's clients read it, with one profile. */
export function credentialsText(profile: string, session: EmergencySession): string {
  return [
    `[${profile}]`,
    `aws_access_key_id = ${session.accessKeyId}`,
    `aws_secret_access_key = ${session.secretAccessKey}`,
    `aws_session_token = ${session.sessionToken}`,
    '',
  ].join('\n');
}
