import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError } from 'commander';
import { readBoundedFile } from '../../config/bounded-file';
import { ConfigurationError } from '../../config/errors';
import type { Finished } from '../../lib/hubs/rotation/rotate';
import { resultOf } from './enroll-command';
import {
  type OrganizationOptions,
  organizationCommand,
  print,
  rootCaOption,
  runForOrganization,
} from './organization-command';

interface Options extends OrganizationOptions {
  readonly hub: string;
  readonly csr?: string;
  readonly out?: string;
  readonly rootCa?: string;
  readonly finish?: boolean;
  readonly cancel?: boolean;
  readonly proof?: string;
  readonly grace?: number;
  readonly dryRun?: boolean;
}

const MINUTE = 60_000;
const MAX_GRACE_MINUTES = 1440;

/** `rotate`: from one certificate of a hub to the next, without a moment without one. */
export function rotateCommand(): Command {
  return organizationCommand('rotate')
    .summary("replace a hub's certificate without interruption")
    .description(
      'In two steps. With --csr, the hub gets a second certificate beside the one in use. With --finish, the old ' +
        'one is retired: inactive as soon as the hub has proved that it works with the new one (data-hub proof), ' +
        'and revoked after a grace period or at the next --finish.',
    )
    .requiredOption('--hub <name>', "the hub's name within its organization")
    .option('--csr <file>', 'request for the new certificate, of a new key')
    .option('--out <folder>', 'folder for the new bundle; made if it is missing')
    .addOption(rootCaOption('the hub'))
    .option('--finish', 'retire the old certificate')
    .option('--proof <file>', 'what data-hub proof printed on the hub; - reads standard input')
    .option(
      '--grace <minutes>',
      'minutes to wait before revoking the old certificate (default: revoke it at the next --finish)',
      grace,
    )
    .option('--cancel', 'give the rotation up: revoke the new certificate, and keep the old one')
    .option('--dry-run', 'check everything, and change nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub rotate --environment production --organization acme --hub berlin-1 --csr next.pem --out bundle-next',
        '  data-hub rotate --environment production --organization acme --hub berlin-1 --finish --proof proof.json',
        '  data-hub rotate --environment production --organization acme --hub berlin-1 --finish    revokes the old one',
      ].join('\n'),
    )
    .action((options: Options) =>
      runForOrganization('rotate', options, `rotating ${options.hub}`, async (platform, progress) => {
        const chosen = [options.csr !== undefined, options.finish === true, options.cancel === true];
        if (
          chosen.filter(Boolean).length !== 1 ||
          (options.csr !== undefined) !== (options.out !== undefined)
        ) {
          throw new ConfigurationError([
            { place: 'rotate', fix: 'write either --csr and --out, or --finish, or --cancel' },
          ]);
        }
        const rotation = await import('../../lib/hubs/rotation/rotate.js');
        const { hub, csr, out, dryRun, json } = options;
        if (csr !== undefined && out !== undefined) {
          const started = await rotation.startRotation(platform, { ...options, csr, out });
          print(json, resultOf(started, { out, ...(dryRun === undefined ? {} : { dryRun }) }), () => [
            started.certificate === undefined
              ? `Would give ${started.hub.thingName} a second certificate. Nothing was changed.`
              : `${started.hub.thingName} has a second certificate, ${started.certificate.id}; its bundle is in ${out}.\n` +
                'Copy it to the hub with the new key, then, on the hub: data-hub proof --config hub.json > proof.json',
          ]);
          return;
        }
        const proof = options.proof === undefined ? undefined : readProof(options.proof);
        const finished =
          options.cancel === true
            ? await rotation.cancelRotation(platform, { hub })
            : await rotation.finishRotation(platform, {
                hub,
                proof,
                grace: options.grace,
                dryRun,
                onProgress: progress,
              });
        print(json, { ...finished, dryRun: dryRun === true }, () => linesOf(finished, dryRun === true));
      }),
    );
}

function linesOf({ hub, certificate, old, finished }: Finished, dryRun: boolean): string[] {
  if (dryRun) return [`Would retire ${old.map(({ id }) => id).join(', ')}. Nothing was changed.`];
  return [
    ...old.map(({ id, status }) => `${status.padEnd(8)}  ${id}`),
    `ACTIVE    ${certificate}`,
    finished
      ? `Hub ${hub} has one certificate.`
      : 'Run the same command again with --finish to revoke what is inactive.',
  ];
}

function readProof(file: string): Buffer {
  const STANDARD_INPUT = 0;
  try {
    return file === '-' ? readFileSync(STANDARD_INPUT) : readBoundedFile(file);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ConfigurationError([{ place: '--proof', value: file, fix: `cannot be read (${reason})` }]);
  }
}

function grace(text: string): number {
  const minutes = Number(text);
  if (!/^\d+$/.test(text) || minutes > MAX_GRACE_MINUTES) {
    throw new InvalidArgumentError(`Write whole minutes, at most ${MAX_GRACE_MINUTES}.`);
  }
  return minutes * MINUTE;
}
