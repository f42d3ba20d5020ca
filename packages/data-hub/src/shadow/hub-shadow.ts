import { z } from 'zod';
import { PlatformError } from '../../../../config/errors';
import { type DesiredState, desiredSchema, type ReportedState, reportedSchema } from './shadow-document';

/** What stands in the hub's shadow: what the hub said, and what the platform answered. */
export interface ShadowState {
  readonly reported: ReportedState;
  readonly desired: DesiredState;
}

/** The hub's side of its shadow. Every call takes seconds at most. */
export interface HubShadow {
  /**
   * What stands there now; nothing, if nobody wrote yet.
   * @throws ShadowError
   */
  readonly read: () => Promise<ShadowState>;
  /**
   * Writes parts of what the hub reports; `null` takes one away, and parts that are left out stay as they are.
   * @throws ShadowError
   */
  readonly report: (parts: ReportedState) => Promise<void>;
}

/** Why the shadow could not be read or written. */
export type ShadowErrorCode = 'HUB_SHADOW_UNREACHABLE' | 'HUB_SHADOW_REFUSED' | 'HUB_SHADOW_MALFORMED';

/** The hub could not talk with the platform. Its credentials are another matter. */
export class ShadowError extends PlatformError {
  constructor(
    readonly code: ShadowErrorCode,
    message: string,
  ) {
    super(message);
    this.name = 'ShadowError';
  }

  /** Whether it passes by itself. */
  get isPassing(): boolean {
    return this.code === 'HUB_SHADOW_UNREACHABLE';
  }
}

const documentSchema = z.object({
  state: z.object({ reported: z.unknown(), desired: z.unknown() }).partial(),
});

/**
 * Reads a shadow's document. What the hub itself reported in another version of this program counts as not
 * reported; what the platform answered has to be understood.
 * https://docs.aws.amazon.com/iot/latest/developerguide/device-shadow-document.html
 * @throws ShadowError if it cannot be understood. Nothing of it is quoted.
 */
export function parseShadow(text: string): ShadowState {
  const { success, data } = documentSchema.safeParse(json(text));
  if (!success) throw malformed('no state');
  const desired = desiredSchema.safeParse(data.state.desired ?? {});
  if (!desired.success) {
    throw malformed(desired.error.issues.map(({ path }) => `desired.${path.join('.')}`).join(', '));
  }
  const reported = reportedSchema.safeParse(data.state.reported ?? {});
  return { reported: reported.success ? reported.data : {}, desired: desired.data };
}

function malformed(what: string): ShadowError {
  return new ShadowError(
    'HUB_SHADOW_MALFORMED',
    `the platform's answer cannot be read (${what}); update this program, or ask the platform's operators`,
  );
}

function json(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
