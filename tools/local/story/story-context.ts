import type { EnvironmentConfig } from '../../../config/environment-config';
import type { Naming } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';
import type { Emulator } from '../emulator-process';
import type { ServiceClients } from '../../../lib/deployed/service-clients';
import type { Steps } from '../steps';

/** What the story is told with. */
export interface StoryContext {
  readonly repository: string;
  /** Python of the emulator's virtual environment, which has boto3. */
  readonly interpreter: string;
  readonly environment: EnvironmentConfig;
  readonly naming: Naming;
  readonly emulator: Pick<Emulator, 'endpoint' | 'secureEndpoint' | 'caFile'>;
  /** Of the account's root user, who deployed. */
  readonly clients: ServiceClients;
  /** Folder for the hub's files. */
  readonly scratch: string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

/** Two organizations of the environment: one whose hub and user act, and its neighbour. */
export interface Neighbours {
  readonly own: OrganizationOfStory;
  readonly other: OrganizationOfStory;
}

export interface OrganizationOfStory {
  readonly slug: OrgSlug;
  readonly keyArn: string;
  /** IAM users that are given to it. */
  readonly users: readonly string[];
}
