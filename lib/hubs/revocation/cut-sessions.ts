import { GetRolePolicyCommand, paginateListRolePolicies, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { PlatformError } from '../../../config/errors';
import { AwsCallError, isAwsError } from '../../account/aws-call-error';
import { notDeployed, type Platform } from '../../account/open-platform';
import { RevocationError } from './errors';
import {
  type Cut,
  INLINE_POLICY_CHARACTERS,
  missingOf,
  readRevocationDocument,
  revocationText,
  type RevocationDocument,
  withCut,
} from './revocation-document';

/** How sessions were cut. */
export interface SessionCut {
  /** Whether the policy was written; it was not if it said everything already. */
  readonly written: boolean;
  /** Sessions that were issued before this moment are cut, of all hubs of the organization; else undefined. */
  readonly everySessionBefore: Date | undefined;
  /** Whether every session was cut although it was not asked for, because there was no room for each certificate. */
  readonly forWantOfRoom: boolean;
}

const ATTEMPTS = 12;
/**
 * Milliseconds until the policy is read again. IAM has no conditional write, so that two operators at once can
 * overwrite each other: longer than others take from reading to writing, and than IAM takes to show a change.
 */
const SETTLING = 3_000;
const SETTLING_JITTER = 2_000;

/** The policy of the organization's revocations. @throws NotDeployedError if the role does not have it. */
async function readRevocations(platform: Platform): Promise<RevocationDocument> {
  const { names } = platform;
  const text = await inlinePolicy(platform, names.dataHubRevocationPolicy);
  if (text !== undefined) return readRevocationDocument(text);
  throw notDeployed(
    platform,
    `policy ${names.dataHubRevocationPolicy} on role ${names.dataHubRole}: sessions of revoked hubs cannot be cut ` +
      'without it, and end by themselves within an hour',
  );
}

/**
 * Refuses whoever may not even read the policy of revocations, and so cannot cut sessions, before anything is revoked.
 * What else is wrong with the policy keeps no certificate from being revoked.
 * @throws AwsCallError if AWS denies it.
 */
export async function requireMayCutSessions(platform: Platform): Promise<void> {
  try {
    await readRevocations(platform);
  } catch (error) {
    if (error instanceof AwsCallError && error.code === 'AWS_DENIED') throw error;
    if (!(error instanceof PlatformError)) throw error;
  }
}

/**
 * Writes into the policy of revocations who is cut off, until it says so and keeps saying so.
 * @param since a cut of every session that was made after this moment does.
 * @throws RevocationError if others keep overwriting it, or if it has no room.
 */
export async function cutSessions(platform: Platform, cut: Cut, since: Date): Promise<SessionCut> {
  const { clock } = platform;
  if (cut.certificates.length === 0 && !cut.everySession) {
    return { written: false, everySessionBefore: undefined, forWantOfRoom: false };
  }
  let written = false;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    try {
      const current = await readRevocations(platform);
      const missing = missingOf(current, cut, since);
      if (missing.certificates.length === 0 && !missing.everySession) {
        const before = current.sessionsBefore;
        const everySessionBefore = before !== undefined && before >= since ? before : undefined;
        return {
          written,
          everySessionBefore,
          forWantOfRoom: everySessionBefore !== undefined && !cut.everySession,
        };
      }
      await write(platform, withCut(current, cut, clock.now(), await room(platform)));
      written = true;
    } catch (error) {
      if (!isPassing(error)) throw error;
    }
    await clock.pause(SETTLING + Math.random() * SETTLING_JITTER);
  }
  throw new RevocationError(
    'SESSIONS_NOT_CUT',
    `policy ${platform.names.dataHubRevocationPolicy} does not contain what was written to it; run this again`,
  );
}

async function write(platform: Platform, document: RevocationDocument): Promise<void> {
  const { clients, names } = platform;
  await clients.iam.send(
    new PutRolePolicyCommand({
      RoleName: names.dataHubRole,
      PolicyName: names.dataHubRevocationPolicy,
      PolicyDocument: revocationText(document),
    }),
  );
}

/** What other inline policies of the role leave of the limit. */
async function room(platform: Platform): Promise<number> {
  const { clients, names } = platform;
  let left = INLINE_POLICY_CHARACTERS;
  const pages = paginateListRolePolicies({ client: clients.iam }, { RoleName: names.dataHubRole });
  for await (const { PolicyNames: policies = [] } of pages) {
    for (const policy of policies) {
      if (policy === names.dataHubRevocationPolicy) continue;
      left -= ((await inlinePolicy(platform, policy)) ?? '').replace(/\s/g, '').length;
    }
  }
  return left;
}

async function inlinePolicy({ clients, names }: Platform, policy: string): Promise<string | undefined> {
  try {
    const found = await clients.iam.send(
      new GetRolePolicyCommand({ RoleName: names.dataHubRole, PolicyName: policy }),
    );
    return decodeURIComponent(found.PolicyDocument ?? '');
  } catch (error) {
    if (isAwsError(error, 'NoSuchEntityException', 'NoSuchEntity')) return undefined;
    throw error;
  }
}

/** The client makes one attempt only: a second one could write what was read too long ago. */
function isPassing(error: unknown): boolean {
  if (isAwsError(error, 'ConcurrentModificationException', 'ConcurrentModification')) return true;
  return error instanceof AwsCallError && ['AWS_THROTTLED', 'AWS_UNREACHABLE'].includes(error.code);
}
