import type { EnvironmentConfig } from '../../../config/environment-config';
import type { Naming } from '../../../config/naming';
import type { OrgSlug } from '../../../config/org-slug';
import type { ServiceClients } from '../../../lib/account/service-clients';
import type { Emulator } from '../emulator-process';
import type { Steps } from '../steps';
import type { IdentityIssuer } from './identity-issuer';

/** What the story is told with. */
export interface StoryContext {
  readonly repository: string;
  /** Python of the emulator's virtual environment, which has boto3. */
  readonly interpreter: string;
  readonly environment: EnvironmentConfig;
  readonly naming: Naming;
  readonly emulator: Pick<Emulator, 'endpoint' | 'secureEndpoint' | 'caFile' | 'registryEndpoint'>;
  /** Of the account's root user, who deployed. */
  readonly clients: ServiceClients;
  /** What analysts sign in with. */
  readonly issuer: IdentityIssuer;
  /** Folder for the hub's files. */
  readonly scratch: string;
  readonly steps: Steps;
  readonly signal: AbortSignal;
}

/** Two organizations of the environment: one whose hub, pipeline and analyst act, and its neighbour. */
export interface Neighbours {
  readonly own: OrganizationOfStory;
  readonly other: OrganizationOfStory;
}

export interface OrganizationOfStory {
  readonly slug: OrgSlug;
  readonly keyArn: string;
  readonly arrivalsQueueUrl: string;
  readonly deadLetterQueueUrl: string;
  /** IAM users that are given to it. */
  readonly users: readonly string[];
}
