import { PlatformError } from '../../config/errors';

/** The caller's AWS account is not the environment's. */
export class WrongAccountError extends PlatformError {
  readonly code = 'WRONG_ACCOUNT';

  constructor(environment: string, expected: string, actual: string, caller: string) {
    super(
      `environment ${environment} is in account ${expected}, and you are in ${actual} as ${caller}; ` +
        'choose another profile (AWS_PROFILE) or another --environment',
    );
    this.name = 'WrongAccountError';
  }
}

/** The organization's stack, or a part of it, is not in the account. */
export class NotDeployedError extends PlatformError {
  readonly code = 'NOT_DEPLOYED';

  /** @param missing what is not there, for example `role ts-dev-acme-data-hub`. */
  constructor(missing: string, environment: string, stack: string) {
    super(`there is no ${missing}; deploy it: npx cdk deploy -c environment=${environment} ${stack}`);
    this.name = 'NotDeployedError';
  }
}
