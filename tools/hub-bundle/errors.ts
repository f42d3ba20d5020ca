import { PlatformError } from '../../config/errors';

/** Code in a bundle is not under a licence that lets it be handed on, or its text is not there. */
export class LicenceError extends PlatformError {
  readonly code = 'LICENCE';

  constructor(
    packages: readonly { readonly name: string; readonly version: string; readonly licence: string }[],
  ) {
    super(
      packages
        .map(
          ({ name, version, licence }) =>
            `${name} ${version}: licence ${licence} cannot be bundled for hubs without review; use another package`,
        )
        .join('\n'),
    );
    this.name = 'LicenceError';
  }
}

/** A file could not be signed. */
export class SigningError extends PlatformError {
  readonly code = 'SIGNING';

  /** @param said what `ssh-keygen` said */
  constructor(file: string, key: string, said: readonly string[]) {
    super([`${file} could not be signed with ${key}; ssh-keygen said:`, ...said].join('\n'));
    this.name = 'SigningError';
  }
}
