import {
  CreateThingCommand,
  DeleteThingCommand,
  DescribeThingCommand,
  UpdateThingCommand,
} from '@aws-sdk/client-iot';
import { ENVIRONMENT_TAG, ORG_SLUG_TAG } from '../../../config/naming';
import { isAwsError } from '../../account/aws-call-error';
import { type Hub, notDeployed, type Platform } from '../../account/open-platform';
import { HubStateError } from './errors';

/**
 * What the platform notes on a hub's thing, beside its names.
 * https://docs.aws.amazon.com/iot/latest/apireference/API_AttributePayload.html
 */
export const THING_NOTES = {
  /** `<fingerprint of the key>@<moment>`: a certificate for this key is being made, and is not active yet. */
  pending: 'pendingKey',
  /** Id of the certificate that a rotation goes to, until it is finished. */
  rotatingTo: 'rotatingTo',
  /** `<id of the claim certificate>@<moment at which it expires>`: the enrolment file that the hub was given. */
  invitation: 'invitation',
  /** Id of the hub's own request that the rotation under way answers; operators' rotations have none. */
  renewal: 'renewal',
  /** Since when operators forbid that the hub renews its certificate by itself. */
  renewalForbidden: 'renewalForbidden',
  enrolledAt: 'enrolledAt',
  rotatedAt: 'rotatedAt',
  revokedAt: 'revokedAt',
} as const;

export type ThingNotes = Readonly<Partial<Record<keyof typeof THING_NOTES, string>>>;

/** A hub's thing as it was read. */
export interface Thing extends Hub {
  /** Rises with every change; a change made to an older version is refused. */
  readonly version: number;
  readonly notes: ThingNotes;
}

/**
 * The thing of a hub, or nothing.
 * @throws HubStateError if there is a thing of this name that is not of the organization's hubs.
 */
export async function readThing(platform: Platform, hub: Hub): Promise<Thing | undefined> {
  try {
    const found = await platform.clients.iot.send(new DescribeThingCommand({ thingName: hub.thingName }));
    if (found.thingTypeName !== platform.names.dataHubThingType) {
      throw new HubStateError(
        'THING_OF_ANOTHER_TYPE',
        `thing ${hub.thingName} is of type ${found.thingTypeName ?? 'none'}, not of ` +
          `${platform.names.dataHubThingType}; it was not created by this tool; delete it first`,
      );
    }
    return { ...hub, version: found.version ?? 0, notes: notesOf(found.attributes) };
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

/** @throws HubStateError if there is none. */
export async function requireThing(platform: Platform, hub: Hub): Promise<Thing> {
  const thing = await readThing(platform, hub);
  if (thing !== undefined) return thing;
  throw new HubStateError(
    'HUB_UNKNOWN',
    `organization ${platform.organization.slug} has no hub "${hub.name}"; see data-hub list`,
  );
}

/** Makes the thing; false if there is one already. */
export async function createThing(platform: Platform, hub: Hub, notes: ThingNotes): Promise<boolean> {
  const { environment, organization, names, clients } = platform;
  try {
    await clients.iot.send(
      new CreateThingCommand({
        thingName: hub.thingName,
        thingTypeName: names.dataHubThingType,
        attributePayload: {
          attributes: {
            [ENVIRONMENT_TAG]: environment.name,
            [ORG_SLUG_TAG]: organization.slug,
            hub: hub.name,
            ...attributesOf(notes),
          },
        },
      }),
    );
    return true;
  } catch (error) {
    if (isAwsError(error, 'ResourceAlreadyExistsException')) return false;
    if (isAwsError(error, 'ResourceNotFoundException')) {
      throw notDeployed(platform, `thing type ${names.dataHubThingType}`);
    }
    throw error;
  }
}

/** Changes notes of a thing, an empty text removes one; false if somebody changed the thing since it was read. */
export async function noteOnThing({ clients }: Platform, thing: Thing, notes: ThingNotes): Promise<boolean> {
  try {
    await clients.iot.send(
      new UpdateThingCommand({
        thingName: thing.thingName,
        expectedVersion: thing.version,
        attributePayload: { attributes: attributesOf(notes), merge: true },
      }),
    );
    return true;
  } catch (error) {
    if (isAwsError(error, 'VersionConflictException')) return false;
    throw error;
  }
}

/** Changes notes whatever else changes meanwhile. */
export async function noteUntilDone(platform: Platform, hub: Hub, notes: ThingNotes): Promise<void> {
  while (!(await noteOnThing(platform, await requireThing(platform, hub), notes)));
}

export async function deleteThing({ clients }: Platform, { thingName }: Hub): Promise<void> {
  await clients.iot.send(new DeleteThingCommand({ thingName }));
}

function notesOf(attributes: Readonly<Record<string, string>> | undefined): ThingNotes {
  return Object.fromEntries(
    Object.entries(THING_NOTES).flatMap(([note, attribute]) => {
      const value = attributes?.[attribute];
      return value === undefined || value === '' ? [] : [[note, value]];
    }),
  );
}

function attributesOf(notes: ThingNotes): Record<string, string> {
  return Object.fromEntries(
    Object.entries(notes).map(([note, value]) => [THING_NOTES[note as keyof typeof THING_NOTES], value]),
  );
}
