import { readFileSync } from 'node:fs';
import type { Command } from 'commander';
import { readBoundedFile } from '../../config/bounded-file';
import { ConfigurationError } from '../../config/errors';
import type { Invited } from '../../lib/hubs/invitation/invite';
import {
  type OrganizationOptions,
  organizationCommand,
  print,
  rootCaOption,
  runForOrganization,
} from './organization-command';

interface Options extends OrganizationOptions {
  readonly hub?: readonly string[];
  readonly from?: string;
  readonly out: string;
  readonly expires: string;
  readonly rootCa?: string;
  readonly dryRun?: boolean;
}

const STANDARD_INPUT = 0;

/** `invite`: enrolment files for hubs, which then enrol without an operator. */
export function inviteCommand(): Command {
  return organizationCommand('invite')
    .summary('give hubs enrolment files, with which they enrol by themselves')
    .description(
      'Makes a thing and a claim certificate for each hub, and writes an enrolment file for it (mode 0600: it holds a ' +
        'key). With it, data-hub setup on the hub makes its own key and asks for its certificate, which process-requests ' +
        'issues. A file is for one hub and one certificate, and expires; inviting a hub again makes its ' +
        'earlier file useless. All hubs are checked before anything is changed.',
    )
    .option('--hub <name...>', 'names of the hubs within their organization')
    .option('--from <file>', 'file with a name on each line, for many hubs; - reads standard input')
    .requiredOption('--out <folder>', 'folder for the enrolment files; made if it is missing')
    .option('--expires <days>', 'days until the files expire, 1d to 30d', '7d')
    .addOption(rootCaOption('the hubs'))
    .option('--dry-run', 'check everything, and change nothing')
    .option('--json', 'print the result as JSON')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub invite --environment production --organization acme --hub berlin-1 --out invitations',
        '  data-hub invite --environment production --organization acme --from hubs.txt --out invitations --expires 14d',
        '  seq -f "berlin-%g" 200 | data-hub invite --environment production --organization acme --from - --out invitations',
        '',
        'Exit codes: 0 all are invited, 1 it failed, 2 arguments that cannot be used.',
      ].join('\n'),
    )
    .action((options: Options) =>
      runForOrganization('invite', options, 'inviting hubs', async (platform, progress) => {
        const { invite } = await import('../../lib/hubs/invitation/invite.js');
        const { out, rootCa, dryRun, json } = options;
        const invited = await invite(platform, {
          hubs: namesOf(options),
          days: daysOf(options.expires),
          out,
          rootCa,
          dryRun,
          onProgress: progress,
        });
        print(json, invited, () => linesOf(invited, options));
      }),
    );
}

function namesOf({ hub, from }: Options): readonly string[] {
  if ((hub === undefined) === (from === undefined)) {
    throw new ConfigurationError([{ place: 'invite', fix: 'write either --hub or --from' }]);
  }
  if (from === undefined) return hub ?? [];
  try {
    const text = (from === '-' ? readFileSync(STANDARD_INPUT) : readBoundedFile(from)).toString();
    return text.split(/\r?\n/).flatMap((line) => line.trim() || []);
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    throw new ConfigurationError([{ place: '--from', value: from, fix: `cannot be read (${reason})` }]);
  }
}

/** Days as they are written, `7d` or `7`; what is neither is refused with all other problems. */
function daysOf(text: string): number {
  return /^\d+d?$/.test(text) ? Number.parseInt(text, 10) : Number.NaN;
}

function linesOf(invited: readonly Invited[], { out, dryRun = false }: Options): string[] {
  const [first] = invited;
  if (dryRun) {
    const hubs = invited.map(({ thingName, replaces }) => `${thingName}${replaces ? ' (again)' : ''}`);
    return [`Would invite ${hubs.join(', ')}, with files in ${out}. Nothing was changed.`];
  }
  return [
    ...invited.map(
      ({ thingName, file, replaces }) =>
        `Invited: ${thingName}  ${file}${replaces ? '  (the earlier file is now useless)' : ''}`,
    ),
    `Each file is a secret until it is used, or expires on ${first?.expires ?? ''}.`,
    'Then, on each hub: data-hub setup --enrolment <file>; process-requests issues its certificate.',
  ];
}
