import { Command, InvalidArgumentError } from 'commander';
import type { Platform } from '../../lib/account/open-platform';
import type { HubStep } from '../../lib/hubs/requests/process-hub';
import type { Processed, ProcessedHub } from '../../lib/hubs/requests/process-requests';
import { print, runForOrganizations } from './organization-command';

interface Options {
  readonly environment: string;
  readonly organization: string;
  readonly watch?: number;
  readonly dryRun?: boolean;
  readonly json?: boolean;
}

const LONGEST_WATCH = 86_400;

/** `process-requests`: answers what hubs ask for, once or again and again. */
export function processRequestsCommand(): Command {
  return new Command('process-requests')
    .requiredOption('--environment <name>', 'environment, for example production')
    .option('--organization <slug>', 'organization, for example acme, or all', 'all')
    .allowExcessArguments(false)
    .summary('issue the certificates that hubs ask for')
    .description(
      'Reads the shadow of every hub, and issues the certificates that hubs ask for: renewals, signed by the key of ' +
        "the hub's certificate, and first certificates, signed by that of its enrolment file. Retires the certificates " +
        'that hubs have replaced: inactive when the hub has confirmed, revoked an hour later. Meant to run every hour; ' +
        'run again, or twice at once, it does what is missing.',
    )
    .option('--watch <seconds>', 'repeat this many seconds after each run, until it is stopped', seconds)
    .option('--dry-run', 'say what would be done, and change nothing')
    .option('--json', 'print each run as JSON, in one line')
    .addHelpText(
      'after',
      [
        '',
        'Examples:',
        '  data-hub process-requests --environment production',
        '  data-hub process-requests --environment production --organization acme --dry-run',
        '  data-hub process-requests --environment local --watch 5',
        '',
        'Exit codes: 0 every request is answered (a refusal is an answer), 1 some hub could not be dealt with,',
        '2 arguments that cannot be used.',
      ].join('\n'),
    )
    .action((options: Options) =>
      runForOrganizations(
        'process-requests',
        options,
        'reading what hubs ask for',
        async (platforms, progress) => {
          const { watch, json } = options;
          for (;;) {
            const processed = await runOnce(platforms, options, progress);
            print(false, processed, () => [
              json === true ? JSON.stringify(processed) : summaryOf(processed, options),
            ]);
            if (watch === undefined) {
              requireAllDone(processed);
              return;
            }
            await new Promise((resolve) => setTimeout(resolve, watch * 1_000));
          }
        },
      ),
    );
}

async function runOnce(
  platforms: readonly Platform[],
  { dryRun, json }: Options,
  progress: (line: string) => void,
): Promise<Processed[]> {
  const { processRequests } = await import('../../lib/hubs/requests/process-requests.js');
  const processed: Processed[] = [];
  for (const platform of platforms) {
    processed.push(
      await processRequests(platform, {
        dryRun: dryRun === true,
        onHub: (hub) => {
          if (json === true) progress(lineOf(hub));
          else console.log(lineOf(hub));
        },
      }),
    );
  }
  return processed;
}

function lineOf({ organization, hub, steps, failed }: ProcessedHub): string {
  const what = failed === undefined ? steps.map(stepLine) : [`failed: ${failed.message}`];
  return `${organization} ${hub}: ${what.join('; ')}`;
}

function stepLine(step: HubStep): string {
  switch (step.step) {
    case 'issued':
      return `${step.kind}: certificate ${step.certificateId ?? 'to be'} issued`;
    case 'refused':
      return `refused (${step.code}): ${step.message}`;
    case 'confirmed':
      return `works with ${step.certificateId}; inactive: ${step.retired.join(', ') || 'none'}`;
    case 'confirmation-ignored':
      return `confirmation of ${step.certificateId} proves nothing, and was ignored`;
    case 'revoked':
      return `revoked: ${step.certificates.join(', ')}`;
    case 'invitation-expired':
      return 'enrolment file expired unused; its certificate is deleted';
    case 'changed-meanwhile':
      return 'the shadow changed meanwhile; the next run answers';
  }
}

function summaryOf(processed: readonly Processed[], { dryRun = false }: Options): string {
  const looked = processed.reduce((sum, one) => sum + one.looked, 0);
  const steps = processed.flatMap(({ hubs }) => hubs.flatMap((hub) => hub.steps));
  const failed = processed.flatMap(({ hubs }) => hubs).filter((hub) => hub.failed !== undefined).length;
  const count = (kind: HubStep['step']): number => steps.filter(({ step }) => step === kind).length;
  return (
    `${looked} hub${looked === 1 ? '' : 's'} looked at: ${count('issued')} issued, ${count('refused')} refused, ` +
    `${count('confirmed')} confirmed, ${count('revoked')} revoked, ${failed} failed${dryRun ? '. Nothing was changed.' : ''}`
  );
}

function requireAllDone(processed: readonly Processed[]): void {
  if (processed.some(({ hubs }) => hubs.some(({ failed }) => failed !== undefined))) process.exitCode = 1;
}

function seconds(text: string): number {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= 1 && value <= LONGEST_WATCH) return value;
  throw new InvalidArgumentError(`write whole seconds from 1 to ${LONGEST_WATCH}`);
}
