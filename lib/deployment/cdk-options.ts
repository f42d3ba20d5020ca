import { distance } from 'fastest-levenshtein';
import type { Problem } from '../../config/errors';

/** Options of `cdk deploy`, by all of their names. A test holds them to what its own `--help` lists. */
export const OPTIONS_OF_CDK_DEPLOY: readonly string[] = [
  ...['--all', '--app', '-a', '--asset-build-concurrency', '--asset-metadata', '--asset-parallelism'],
  ...[
    '--asset-prebuild',
    '--build',
    '--build-exclude',
    '-E',
    '--ca-bundle-path',
    '--change-set-name',
    '--ci',
  ],
  ...['--color', '--concurrency', '--context', '-c', '--debug', '--debug-app', '--debug-cli', '--ec2creds'],
  ...['-i', '--exclusively', '-e', '--execute', '--express', '--force', '-f', '--help', '-h', '--hotswap'],
  ...['--hotswap-ecs-maximum-healthy-percent', '--hotswap-ecs-minimum-healthy-percent'],
  ...['--hotswap-ecs-stabilization-timeout-seconds', '--hotswap-fallback', '--ignore-errors'],
  ...['--ignore-no-stacks', '--import-existing-resources', '--logs', '--lookups', '--method', '-m'],
  ...['--monitoring-time-minutes', '--notices', '--notification-arns', '--output', '-o', '--outputs-file'],
  ...['-O', '--parameters', '--path-metadata', '--plugin', '-p', '--previous-parameters', '--profile'],
  ...['--progress', '--proxy', '--region', '--require-approval', '--revert-drift', '--role-arn', '-r'],
  ...['--rollback', '--rollback-trigger-alarm-arns', '--staging', '--strict', '--tags', '-t', '--telemetry'],
  ...['--telemetry-file', '--toolkit-stack-name', '--trace', '--unstable', '--verbose', '-v', '--version'],
  ...['--version-reporting', '--watch', '--yes', '-y'],
];

/** Names that `--help` does not list, or lists with `no-` before them. */
const UNLISTED = ['--json', '-j', '-R'];

/** What the CDK command takes in the context. */
const IN_CONTEXT = ['--environment', '--organization'];

/** How many letters may differ in what is meant. */
const LIKE = 2;

/**
 * Options that nobody knows. `cdk deploy` ignores them and deploys, also where somebody misspelt `--dry-run`.
 * @param own options of the command itself
 */
export function unknownOptions(args: readonly string[], own: readonly string[]): Problem[] {
  const known = [...own, ...OPTIONS_OF_CDK_DEPLOY, ...UNLISTED];
  return args
    .filter((arg) => /^-[^\d]/.test(arg))
    .map((arg) => arg.replace(/=.*$/s, ''))
    .filter((name) => !isKnown(name, known))
    .map((place) => {
      // As other commands of this project have it.
      if (IN_CONTEXT.includes(place)) return { place, fix: `write -c ${place.slice(2)}=NAME here` };
      const far = (name: string): number => distance(name, withoutNo(place));
      const [meant] = known
        .filter((name) => name.startsWith('--') && far(name) <= LIKE)
        .sort((left, right) => far(left) - far(right));
      const hint = meant === undefined ? 'leave it out' : `did you mean ${meant}?`;
      return { place, fix: `is an option neither of this command nor of cdk deploy; ${hint}` };
    });
}

function isKnown(name: string, known: readonly string[]): boolean {
  // Letters may stand together: `-vv`.
  if (!name.startsWith('--'))
    return Array.from(name.slice(1)).every((letter) => known.includes(`-${letter}`));
  // `--requireApproval` is understood, too, and `--no-` before what is yes or no.
  const written = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return known.includes(written) || known.includes(withoutNo(written));
}

function withoutNo(option: string): string {
  return option.replace(/^--no-/, '--');
}
