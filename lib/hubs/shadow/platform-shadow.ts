import { GetThingShadowCommand, UpdateThingShadowCommand } from '@aws-sdk/client-iot-data-plane';
import { z } from 'zod';
import {
  type DesiredState,
  HUB_SHADOW,
  type ReportedState,
} from '../../../packages/data-hub/src/shadow/shadow-document';
import { isAwsError } from '../../account/aws-call-error';
import type { Hub, Platform } from '../../account/open-platform';

/**
 * A hub's shadow as the platform reads it. Whoever has a session of the hub can write all of it, the desired state
 * too: nothing in it is believed that is not verified.
 */
export interface PlatformShadow {
  /** Rises with every change. */
  readonly version: number;
  readonly reported: Readonly<Record<string, unknown>>;
  readonly desired: Readonly<Record<string, unknown>>;
  /** When AWS took each part that was reported, by its name; no hub can set it. */
  readonly reportedAt: ReadonlyMap<string, Date>;
}

const part = z.record(z.string(), z.unknown());
const documentSchema = z.object({
  version: z.number().int(),
  state: z.object({ reported: part.nullish(), desired: part.nullish() }).nullish(),
  metadata: z.object({ reported: part.nullish() }).nullish(),
});

/**
 * Reads what a hub has reported, and what it was answered.
 * https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html
 * @returns nothing if neither side has written yet.
 */
export async function readShadow(
  { clients }: Platform,
  { thingName }: Pick<Hub, 'thingName'>,
): Promise<PlatformShadow | undefined> {
  try {
    const { payload } = await clients.iotData.send(
      new GetThingShadowCommand({ thingName, shadowName: HUB_SHADOW }),
    );
    const document = documentSchema.parse(JSON.parse(Buffer.from(payload ?? []).toString('utf8')));
    return {
      version: document.version,
      reported: document.state?.reported ?? {},
      desired: document.state?.desired ?? {},
      reportedAt: new Map(
        Object.entries(document.metadata?.reported ?? {}).flatMap(([name, value]) => {
          const latest = Math.max(...timestampsIn(value));
          return Number.isFinite(latest) ? [[name, new Date(latest * 1_000)] as const] : [];
        }),
      ),
    };
  } catch (error) {
    if (isAwsError(error, 'ResourceNotFoundException')) return undefined;
    throw error;
  }
}

/** What changes in a shadow; `null` takes a part away. */
export interface ShadowChange {
  readonly desired?: DesiredState;
  /** The platform takes away what it has dealt with, and writes nothing in the hub's name. */
  readonly reported?: { readonly [Part in keyof ReportedState]?: null };
}

/**
 * Changes a shadow.
 * @param version that it is to have; without it, whatever it has.
 * @returns false if somebody changed it since that version.
 */
export async function changeShadow(
  { clients }: Platform,
  { thingName }: Pick<Hub, 'thingName'>,
  state: ShadowChange,
  version?: number,
): Promise<boolean> {
  const payload = Buffer.from(JSON.stringify({ state, ...(version === undefined ? {} : { version }) }));
  try {
    await clients.iotData.send(new UpdateThingShadowCommand({ thingName, shadowName: HUB_SHADOW, payload }));
    return true;
  } catch (error) {
    if (isAwsError(error, 'ConflictException')) return false;
    throw error;
  }
}

/** Seconds since 1970 at which the leaves of a part were written. */
function timestampsIn(metadata: unknown): number[] {
  if (typeof metadata !== 'object' || metadata === null) return [];
  return Object.entries(metadata).flatMap(([key, value]: [string, unknown]) =>
    key === 'timestamp' && typeof value === 'number' ? [value] : timestampsIn(value),
  );
}
