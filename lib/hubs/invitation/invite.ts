import { AttachPolicyCommand } from '@aws-sdk/client-iot';
import { ConfigurationError, PlatformError } from '../../../config/errors';
import {
  type EnrolmentFile,
  enrolmentFileText,
} from '../../../packages/data-hub/src/enrolment/enrolment-file';
import { isAwsError } from '../../account/aws-call-error';
import { NotDeployedError } from '../../account/errors';
import { type Hub, hubOf, type Platform } from '../../account/open-platform';
import { requireActive } from '../../account/suspension';
import { hubConfigOf } from '../enrolment/bundle';
import { createCertificate } from '../enrolment/create-certificate';
import { type RootCa, readRootCa } from '../enrolment/root-ca';
import { undoing } from '../enrolment/undoing';
import { attachToThing, certificatesOf, setStatus } from '../fleet/certificates';
import { HubStateError } from '../fleet/errors';
import {
  createThing,
  deleteThing,
  noteOnThing,
  noteUntilDone,
  readThing,
  requireThing,
  type Thing,
} from '../fleet/thing';
import { newClaim } from './claim-request';
import { invitationNote, withoutClaim } from '../fleet/invitation-note';
import { withdrawClaim } from './withdraw-claim';
import { enrolmentFileName, enrolmentFileProblem, writeEnrolmentFile } from './write-enrolment-file';

const DAY = 86_400_000;
/** Days that an enrolment file is good for: by default, and at most. */
const INVITATION_DAYS = { default: 7, max: 30 } as const;

export interface InviteOptions {
  /** Names of the hubs within their organization, each once. */
  readonly hubs: readonly string[];
  /** Folder for the enrolment files, one for each hub; made if it is missing. */
  readonly out: string;
  /** Days that the files are good for, from 1 to 30. @default 7 */
  readonly days?: number | undefined;
  /** File with the root CA that the hubs are to trust. @default - the one that the account's endpoint has */
  readonly rootCa?: string | undefined;
  readonly dryRun?: boolean | undefined;
  readonly onProgress?: (line: string) => void;
}

/** What has become of one hub's invitation. */
export interface Invited {
  readonly hub: string;
  readonly thingName: string;
  /** Path of the enrolment file. Secret. */
  readonly file: string;
  readonly expires: string;
  /** Id of the claim certificate; nothing if it was a dry run. */
  readonly certificateId?: string;
  /** Whether an earlier enrolment file is useless now. */
  readonly replaces: boolean;
}

/**
 * Gives each hub an enrolment file, with which it gets its certificate without an operator. Inviting a hub again
 * makes its earlier file useless. Everything is checked for all hubs before anything is changed.
 * @throws ConfigurationError for names, days or files that will not do, with every problem.
 * @throws SuspendedError while the organization is suspended.
 * @throws HubStateError if a hub has an active certificate.
 */
export async function invite(platform: Platform, options: InviteOptions): Promise<Invited[]> {
  const { days = INVITATION_DAYS.default, out, dryRun = false, onProgress } = options;
  const hubs = checked(platform, options.hubs, out, days);
  requireActive(platform, 'its hubs get no certificates');
  const rootCa = options.rootCa === undefined ? undefined : readRootCa(options.rootCa);
  const things = new Map<Hub, Thing | undefined>();
  for (const hub of hubs) things.set(hub, await invitable(platform, hub));

  const expires = new Date(platform.clock.now().getTime() + days * DAY);
  const invited: Invited[] = [];
  for (const [hub, thing] of things) {
    const common = {
      hub: hub.name,
      thingName: hub.thingName,
      file: enrolmentFileName(out, hub.thingName),
      expires: expires.toISOString(),
      replaces: thing?.notes.invitation !== undefined,
    };
    if (dryRun) invited.push(common);
    else {
      const certificateId = await inviteOne(platform, hub, { out, expires, rootCa });
      invited.push({ ...common, certificateId });
      onProgress?.(`invited ${hub.name} (${invited.length} of ${hubs.length})`);
    }
  }
  return invited;
}

function checked(platform: Platform, names: readonly string[], out: string, days: number): Hub[] {
  const problems: ConfigurationError['problems'][number][] = [];
  const hubs: Hub[] = [];
  const { max } = INVITATION_DAYS;
  if (!Number.isInteger(days) || days < 1 || days > max) {
    problems.push({ place: '--expires', value: days, fix: `write whole days from 1d to ${max}d` });
  }
  if (names.length === 0) problems.push({ place: '--hub', fix: 'write the name of at least one hub' });
  for (const [index, name] of names.entries()) {
    if (names.indexOf(name) < index) {
      problems.push({ place: '--hub', value: name, fix: 'is named twice; name each hub once' });
      continue;
    }
    try {
      hubs.push(hubOf(platform, name));
    } catch (error) {
      if (!(error instanceof ConfigurationError)) throw error;
      problems.push(...error.problems);
    }
  }
  for (const { thingName } of hubs) {
    const fix = enrolmentFileProblem(out, thingName);
    if (fix !== undefined) problems.push({ place: '--out', value: enrolmentFileName(out, thingName), fix });
  }
  if (problems.length > 0) throw new ConfigurationError(problems);
  return hubs;
}

/** The hub's thing, if there is one. @throws HubStateError if the hub has an active certificate of its own. */
async function invitable(platform: Platform, hub: Hub): Promise<Thing | undefined> {
  const thing = await readThing(platform, hub);
  if (thing === undefined) return undefined;
  const own = withoutClaim(await certificatesOf(platform, hub.thingName), thing.notes);
  const active = own.find(({ status }) => status === 'ACTIVE');
  if (active === undefined) return thing;
  throw new HubStateError(
    'HUB_ENROLLED',
    `hub "${hub.name}" is enrolled with certificate ${active.id}; it renews that by itself, or revoke it first`,
  );
}

async function inviteOne(
  platform: Platform,
  hub: Hub,
  { out, expires, rootCa: named }: { out: string; expires: Date; rootCa: RootCa | undefined },
): Promise<string> {
  const { clients, naming } = platform;
  const { config, rootCa } = await hubConfigOf(platform, hub, named);
  const { privateKey, request } = await newClaim(hub.thingName);
  const isNew = await createThing(platform, hub, {});
  const undo = undoing(...(isNew ? [() => deleteThing(platform, hub)] : []));
  try {
    const thing = await requireThing(platform, hub);
    await withdrawClaim(platform, thing);
    const claim = await createCertificate(platform, request, hub, undo.add);
    // Noted before it is attached: whatever is attached and not noted would count as the hub's own.
    const note = invitationNote({ certificateId: claim.id, expires });
    if (!(await noteOnThing(platform, thing, { invitation: note }))) {
      throw new HubStateError(
        'HUB_BUSY',
        `somebody else is changing hub "${hub.name}"; run this again later`,
      );
    }
    undo.add(() => noteUntilDone(platform, hub, { invitation: '' }));
    await attachEnrolmentPolicy(platform, claim.arn);
    await attachToThing(clients.iot, hub.thingName, claim.arn);
    const file: EnrolmentFile = {
      version: 1,
      hub: config,
      claimRoleAlias: naming.shared.enrolmentRoleAlias,
      claimCertificate: claim.pem,
      claimPrivateKey: privateKey,
      rootCa: rootCa.pem,
      expires: expires.toISOString(),
    };
    const takeBack = writeEnrolmentFile(out, hub.thingName, enrolmentFileText(file));
    undo.add(() => Promise.resolve().then(takeBack));
    // Last: a file that was never written is good for nothing.
    await setStatus(platform, claim, 'ACTIVE');
    return claim.id;
  } catch (error) {
    if (!(error instanceof PlatformError)) throw error;
    throw await undo.all(error);
  }
}

/** @throws NotDeployedError if the shared stack has no such policy. */
async function attachEnrolmentPolicy(
  { clients, environment, naming: { shared } }: Platform,
  certificateArn: string,
): Promise<void> {
  const policyName = shared.enrolmentIotPolicy;
  try {
    await clients.iot.send(new AttachPolicyCommand({ policyName, target: certificateArn }));
  } catch (error) {
    if (!isAwsError(error, 'ResourceNotFoundException')) throw error;
    throw new NotDeployedError(`IoT policy ${policyName}`, environment.name, shared.sharedStack);
  }
}
