import type { Naming } from '../../config/naming';

/** What the policies of the deployment are written for. Nothing in it depends on which organizations there are. */
export interface DeploymentInputs {
  readonly naming: Naming;
  /** Issuers of the environment's OpenID Connect providers, as their URLs. */
  readonly issuers: readonly string[];
  /** Name of the parameter in which `cdk bootstrap` keeps its version. */
  readonly bootstrapVersionParameter: string;
}
