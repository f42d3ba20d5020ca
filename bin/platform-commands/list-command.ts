import { Command, InvalidArgumentError } from 'commander';
import { roleHelp } from '../../config/command-roles';
import { EXIT_CODES_HELP } from '../../config/command-line';
import type { Platform } from '../../lib/account/open-platform';
import type { FleetHub } from '../../lib/hubs/fleet/list-fleet';
import { runCommand } from '../../packages/data-hub/bin/run-command';
import { DEFAULT_RENEW_AFTER_DAYS } from '../../packages/data-hub/src/configuration/fields';
import { hubLines } from './hub-lines';
import { organizationLine, print, runForOrganization, runForOrganizations } from './organization-command';

interface Options {
  readonly environment: string;
  readonly organization: string;
  readonly heartbeats: boolean;
  readonly json?: boolean;
  readonly html?: string;
  readonly renewAfter: number;
}

const WHAT = 'reading the hubs';
/** Milliseconds between two lines of progress. */
const PROGRESS_INTERVAL = 5_000;
const LONGEST_RENEWAL = 3_650;

/** `list`: every hub of an organization, or of all. */
export function listCommand(): Command {
  return new Command('list')
    .requiredOption('--environment <name>', 'environment, for example production')
    .option('--organization <slug>', 'organization, for example acme, or all', 'all')
    .allowExcessArguments(false)
    .summary('list hubs, on the terminal or as a page')
    .description(
      'Lists the hubs of an organization, or of all, with their certificates, ages, states and last rotations, their ' +
        'versions and when they were last seen. With --html, writes one page for a browser that loads nothing: to ' +
        'search and sort, with what is overdue or in trouble.',
    )
    .option(
      '--no-heartbeats',
      'leave out versions and when hubs were last seen: one request less for each hub',
    )
    .option('--json', 'print the hubs as JSON')
    .optionsGroup('The page:')
    .option('--html <file>', 'write the page to this file, in place of an earlier one')
    .option(
      '--renew-after <days>',
      'certificates are overdue after this many days (0: never), as renewAfterDays of the hubs',
      days,
      DEFAULT_RENEW_AFTER_DAYS,
    )
    .addHelpText(
      'after',
      [
        '',
        roleHelp('list'),
        '',
        'States: invited (with an enrolment file), enrolled, rotating (two certificates), unfinished (enrolling was interrupted), retired, revoked.',
        '',
        EXIT_CODES_HELP,
        '',
        'Examples:',
        '  data-hub list --environment production --organization acme',
        '  data-hub list --environment production --html hubs.html',
        '  data-hub list --environment production --json | jq \'.[] | select(.state != "enrolled")\'',
      ].join('\n'),
    )
    .action(list);
}

function list(options: Options): Promise<void> {
  return runCommand(async () => {
    if (options.html !== undefined) await checkPage(options.html, options);
    await (options.organization === 'all'
      ? runForOrganizations('list', options, WHAT, (platforms, progress) =>
          show(platforms, options, progress),
        )
      : runForOrganization('list', options, WHAT, (platform, progress) =>
          show([platform], options, progress),
        ));
  });
}

/** @throws ConfigurationError for a page that cannot be made. */
async function checkPage(file: string, { json, heartbeats }: Options): Promise<void> {
  const { ConfigurationError } = await import('../../config/errors.js');
  const { refuse } = await import('../../config/every-problem.js');
  const { outputProblems } = await import('../../config/output-file.js');
  if (json === true || !heartbeats) {
    const fix = 'cannot be written with --json or --no-heartbeats; leave them out, or run the command twice';
    throw new ConfigurationError([{ place: '--html', value: file, fix }]);
  }
  refuse(outputProblems('--html', file));
}

async function show(
  platforms: readonly Platform[],
  { heartbeats, json, html, renewAfter }: Options,
  progress: (line: string) => void,
): Promise<void> {
  const { listFleet } = await import('../../lib/hubs/fleet/list-fleet.js');
  let told = performance.now();
  const hubs = await listFleet(platforms, {
    heartbeats,
    onProgress: (read, all) => {
      if (performance.now() - told < PROGRESS_INTERVAL) return;
      told = performance.now();
      progress(`${read.toLocaleString('en')} of ${all.toLocaleString('en')} hubs read`);
    },
  });
  if (html === undefined) print(json, hubs, () => linesOf(platforms, hubs, heartbeats));
  else console.log(await writtenPage(html, platforms, hubs, renewAfter));
}

function linesOf(platforms: readonly Platform[], hubs: readonly FleetHub[], heartbeats: boolean): string[] {
  return platforms.flatMap((platform, index) => {
    const own = hubs.filter(({ organization }) => organization === platform.organization.slug);
    const line = organizationLine(platform);
    return [
      ...(index === 0 ? [] : ['']),
      ...(own.length === 0
        ? [`${line} has no hub`]
        : [line, '', ...hubLines(own, heartbeats ? platform.clock.now() : undefined)]),
    ];
  });
}

/** Writes the page; returns what there is to say of it, in a line. */
async function writtenPage(
  file: string,
  platforms: readonly Platform[],
  hubs: readonly FleetHub[],
  renewAfterDays: number,
): Promise<string> {
  const { fleetData } = await import('../../lib/hubs/fleet-page/fleet-data.js');
  const { fleetPage } = await import('../../lib/hubs/fleet-page/fleet-page.js');
  const { countsOf } = await import('../../lib/hubs/fleet-page/organization-counts.js');
  const { writePage } = await import('../../lib/hubs/fleet-page/page-file.js');
  const [first] = platforms;
  if (first === undefined) return 'the environment has no organization; no page was written';
  const data = fleetData(
    hubs,
    platforms.map(({ organization }) => organization),
    { now: first.clock.now(), renewAfterDays },
  );
  writePage(file, fleetPage(first.environment.name, data));
  const { hubs: all, overdue, alarm, 'not-seen': notSeen } = countsOf(data.hubs);
  return `${file}: ${all} hub${all === 1 ? '' : 's'}, ${overdue} overdue, ${alarm} with an alarm, ${notSeen} never seen`;
}

function days(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value <= LONGEST_RENEWAL) return value;
  throw new InvalidArgumentError(`write whole days from 0 to ${LONGEST_RENEWAL}`);
}
