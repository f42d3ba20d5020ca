import { ConfigurationError } from '../../../config/errors';

/** Set to `allow`, it lets hub commands run where a hub is not supported: for the development of this program. */
export const UNSUPPORTED_PLATFORM = 'DATA_HUB_UNSUPPORTED_PLATFORM';

const SUPPORTED = 'linux';
const NAMES: Readonly<Record<string, string>> = { darwin: 'macOS', win32: 'Windows' };

/**
 * A hub runs on Linux. Elsewhere its files are not protected by their modes (Windows has access control lists), no
 * service is there to run it, and nobody has tested it.
 * @param platform as Node.js names it.
 * @throws ConfigurationError anywhere else, unless {@link UNSUPPORTED_PLATFORM} allows it.
 */
export function checkPlatform(
  platform: string = process.platform,
  environment: Readonly<Record<string, string | undefined>> = process.env,
): void {
  if (platform === SUPPORTED || environment[UNSUPPORTED_PLATFORM] === 'allow') return;
  const fix = `a Data Hub runs on Linux only; run it there, in a container or in a virtual machine (${UNSUPPORTED_PLATFORM}=allow: for development, without any promise)`;
  throw new ConfigurationError([{ place: 'operating system', value: NAMES[platform] ?? platform, fix }]);
}
