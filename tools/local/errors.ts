import { PlatformError } from '../../config/errors';

/** An address is not this machine's emulated account. */
export class EndpointRefusedError extends PlatformError {
  readonly code = 'ENDPOINT_REFUSED';

  constructor(address: string) {
    super(
      `endpoint ${JSON.stringify(address)} refused: the local account is only at http(s)://localhost:<port>`,
    );
    this.name = 'EndpointRefusedError';
  }
}

/** There is no Python that the emulator can run on. */
export class PythonError extends PlatformError {
  constructor(
    readonly code: 'PYTHON_MISSING' | 'PYTHON_TOO_OLD' | 'PYTHON_VENV_MISSING',
    message: string,
  ) {
    super(message);
    this.name = 'PythonError';
  }
}

/** The emulator's packages could not be installed. */
export class InstallError extends PlatformError {
  constructor(
    readonly code: 'PACKAGE_INDEX_UNREACHABLE' | 'INSTALL_FAILED',
    message: string,
  ) {
    super(message);
    this.name = 'InstallError';
  }
}

/** The emulated account did not start, or stopped. */
export class EmulatorError extends PlatformError {
  constructor(
    readonly code: 'PORT_UNUSABLE' | 'EMULATOR_FAILED',
    message: string,
    /** Where to read more. */
    readonly logFile?: string,
  ) {
    super(message);
    this.name = 'EmulatorError';
  }
}

/** Deployed policies do not allow what the emulator's own API was asked for. */
export class NotAllowedError extends PlatformError {
  readonly code = 'NOT_ALLOWED';

  constructor(message: string) {
    super(message);
    this.name = 'NotAllowedError';
  }
}

/** The CDK CLI failed. The message has the last lines that it printed, and ends with what to do, where that is known. */
export class CdkCommandError extends PlatformError {
  readonly code = 'CDK_COMMAND_FAILED';

  constructor(
    command: string,
    lastLines: readonly string[],
    readonly logFile: string,
    advice: readonly string[] = [],
  ) {
    const printed = [`${command} failed; all of its output is in ${logFile}`, ...lastLines].join('\n  ');
    super([printed, ...advice].join('\n'));
    this.name = 'CdkCommandError';
  }
}
