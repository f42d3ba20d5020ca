import type { Command } from 'commander';
import type { Platform } from '../../lib/account/open-platform';
import type { Enrolled } from '../../lib/hubs/enrolment/enroll';
import type { HybridActivation } from '../../lib/hubs/enrolment/hybrid-activation';
import {
  type OrganizationOptions,
  organizationCommand,
  print,
  rootCaOption,
  runForOrganization,
} from './organization-command';

interface Options extends OrganizationOptions {
  readonly hub: string;
  readonly csr: string;
  readonly out: string;
  readonly ssm?: boolean;
  readonly rootCa?: string;
  readonly dryRun?: boolean;
}

/** `enroll`: a new hub, from its certificate request to the bundle that it gets. */
export function enrollCommand(): Command {
  return organizationCommand('enroll')
    .summary('enrol a hub with its certificate request')
    .description(
      "Makes a hub's thing and its certificate, which becomes active when everything is in place, and writes what " +
        'the hub needs into a folder. Its private key stays on the hub. The same request again gives the same ' +
        'certificate, so an interrupted run is simply run again.',
    )
    .requiredOption('--hub <name>', "the hub's name within its organization")
    .requiredOption('--csr <file>', 'request.pem, as data-hub csr made it on the hub')
    .requiredOption('--out <folder>', 'folder for the bundle; made if it is missing')
    .option('--ssm', 'also let one machine register with Systems Manager within 12 hours')
    .addOption(rootCaOption('the hub'))
    .option('--dry-run', 'check everything, and change nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub enroll --environment production --organization acme --hub berlin-1 \\',
        '    --csr request.pem --out bundle-berlin-1',
        '  data-hub enroll ... --ssm       with hybrid-activation.json (mode 0600: it is a secret)',
        '  data-hub enroll ... --dry-run',
      ].join('\n'),
    )
    .action((options: Options) =>
      runForOrganization('enroll', options, `enrolling ${options.hub}`, async (platform) => {
        const { enroll } = await import('../../lib/hubs/enrolment/enroll.js');
        const enrolled = await enroll(platform, options);
        const activation =
          options.ssm === true && options.dryRun !== true
            ? await activate(platform, enrolled, options.out)
            : undefined;
        print(options.json, resultOf(enrolled, options, activation), () =>
          linesOf(enrolled, options, activation),
        );
      }),
    );
}

async function activate(platform: Platform, { hub }: Enrolled, out: string): Promise<HybridActivation> {
  const { createActivation } = await import('../../lib/hubs/enrolment/hybrid-activation.js');
  return createActivation(platform, hub, out);
}

/** What an enrolment or a rotation has made, for a program. */
export function resultOf(
  { hub, keyType, certificate, already, files, rootCa }: Enrolled,
  { out, dryRun = false }: { readonly out: string; readonly dryRun?: boolean },
  activation?: HybridActivation,
): object {
  return {
    hub: hub.name,
    thingName: hub.thingName,
    keyType,
    certificateId: certificate?.id ?? null,
    certificateArn: certificate?.arn ?? null,
    activeBefore: already,
    dryRun,
    bundle: out,
    files,
    rootCa: { file: rootCa.file, subject: rootCa.subject },
    ...(activation === undefined ? {} : { activation }),
  };
}

function linesOf(
  { hub, keyType, certificate, already, rootCa }: Enrolled,
  { out }: Options,
  activation: HybridActivation | undefined,
): string[] {
  if (certificate === undefined) {
    return [
      `Would enrol ${hub.thingName} (${keyType}), and write its bundle to ${out}. Nothing was changed.`,
    ];
  }
  return [
    `${already ? 'Enrolled before' : 'Enrolled'}: ${hub.thingName} (${keyType})`,
    `  certificate  ${certificate.id}`,
    `  root CA      ${rootCa.subject} (${rootCa.file})`,
    `  bundle       ${out}: copy it to the hub, beside its private key`,
    ...(activation === undefined
      ? []
      : [`  activation   ${activation.file}: secret, for one machine, until ${activation.expiresAt}`]),
    `Then, on the hub: data-hub doctor --config hub.json`,
  ];
}
