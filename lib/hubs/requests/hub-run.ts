import type { Platform } from '../../account/open-platform';
import type { Certificate } from '../fleet/certificates';
import type { Thing } from '../fleet/thing';

/** One hub in one run: what was read of it, and whether anything may be changed. */
export interface HubRun {
  readonly platform: Platform;
  readonly thing: Thing;
  readonly certificates: readonly Certificate[];
  /** Nothing is changed; the steps say what would be. */
  readonly dryRun: boolean;
}
