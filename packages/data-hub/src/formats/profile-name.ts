import { ConfigurationError } from '../../../../config/errors';

/** Plain names only: AWS tools differ in how they read quotes, brackets and spaces in the name of a profile. */
const PROFILE_NAME = /^[A-Za-z0-9_.@+-]{1,64}$/;

/**
 * Demands a name of a profile that every AWS tool reads alike.
 * @throws ConfigurationError for any other.
 */
export function requireProfileName(name: string): void {
  if (PROFILE_NAME.test(name)) return;
  const fix = 'write 1 to 64 of A-Z a-z 0-9 _.@+-';
  throw new ConfigurationError([{ place: '--profile', value: name, fix }]);
}
