import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BenchRuns } from './bench-runs';
import type { BenchSide, SideName } from './bench-side';
import { COMMAND_LABELS, type CommandKind } from './command-kinds';
import { copyProject } from './copy-project';
import {
  MOST_RECORDED,
  programStart,
  recordOrganizations,
  settingsWithOperations,
  writeEmptyApp,
} from './measured-project';
import { timeCommand } from './time-command';

/** The runs of one command; the n-th of each were measured one after the other. */
export interface CommandResult {
  readonly command: CommandKind;
  readonly side: SideName;
  /** Organizations that the environment's file has. */
  readonly organizations: number;
  readonly milliseconds: readonly number[];
}

interface Measured extends Pick<CommandResult, 'command' | 'side' | 'organizations'> {
  readonly run: (signal?: AbortSignal) => Promise<number>;
}

/** Medians of fewer differ by themselves as much as what is compared. */
const QUICK_RUNS = 9;
const LONG_RUNS = 2;
/** Organizations that differ between the assemblies of a review. */
const SUSPENDED = 3;
const CLI = join('node_modules', 'aws-cdk', 'bin', 'cdk');
const SYNTH = [CLI, 'synth', '--quiet', '--no-notices'];
const ENVIRONMENT = ['-c', 'environment=bench'];

/**
 * Measures commands as whole processes; the checkouts take turns.
 * @param most organizations of an environment with many.
 */
export async function benchCommands(
  sides: readonly BenchSide[],
  most: number,
  options: BenchRuns,
): Promise<CommandResult[]> {
  const directory = mkdtempSync(join(tmpdir(), 'bench-commands-'));
  const many = Math.min(most, MOST_RECORDED);
  try {
    const quick = [
      emptyApp(sides, directory),
      ...sides.flatMap((side) => [
        ...[...new Set([1, many])].map((recorded) => oneOrganization(side, directory, recorded)),
        oneOrganization(side, directory, 1, 'oneWithOperations'),
      ]),
    ];
    const long = sides.flatMap((side) => allOrganizations(side, directory, many));
    return [...(await inTurn(quick, QUICK_RUNS, options)), ...(await inTurn(long, LONG_RUNS, options))];
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function inTurn(
  commands: readonly Measured[],
  usualRuns: number,
  { progress, runs: mostRuns = Infinity, signal }: BenchRuns,
): Promise<CommandResult[]> {
  const runs = Math.min(usualRuns, mostRuns);
  const times = commands.map((): number[] => []);
  for (let run = 1; run <= runs; run++) {
    for (const [index, { command, side, organizations, run: measure }] of commands.entries()) {
      const milliseconds = await measure(signal);
      times[index]?.push(milliseconds);
      progress(
        `${COMMAND_LABELS[command].replaceAll('`', '')}, organizations: ${organizations}, ${side}, ` +
          `run ${run} of ${runs}: ${Math.round(milliseconds)} ms`,
      );
    }
  }
  return commands.map(({ command, side, organizations }, index) => ({
    command,
    side,
    organizations,
    milliseconds: times[index] ?? [],
  }));
}

function emptyApp([first]: readonly BenchSide[], directory: string): Measured {
  const folder = join(directory, 'empty');
  if (first !== undefined) writeEmptyApp(first.checkout, folder);
  const out = ['-o', join(directory, 'empty.out')];
  return {
    command: 'emptyApp',
    side: 'after',
    organizations: 0,
    run: (signal) => timeCommand(folder, [...SYNTH, ...out], signal),
  };
}

function oneOrganization(
  { name, checkout }: BenchSide,
  directory: string,
  organizations: number,
  command: 'oneOrganization' | 'oneWithOperations' = 'oneOrganization',
): Measured {
  const folder = join(directory, `${name}-${command}-of-${organizations}`);
  copyProject(checkout, folder);
  recordOrganizations(
    folder,
    organizations,
    command === 'oneWithOperations' ? { settings: settingsWithOperations(checkout) } : {},
  );
  const args = [...SYNTH, ...ENVIRONMENT, '-c', 'organization=newco', '-o', join(folder, 'cdk.out')];
  return { command, side: name, organizations, run: (signal) => timeCommand(folder, args, signal) };
}

/** A review compares the assembly that was just measured with one in which some organizations are suspended. */
function allOrganizations(
  { name, checkout }: BenchSide,
  directory: string,
  organizations: number,
): Measured[] {
  const folder = join(directory, `${name}-all`);
  copyProject(checkout, folder);
  const synth = (suspended: number, output: string, signal?: AbortSignal): Promise<number> => {
    recordOrganizations(folder, organizations, { suspended });
    rmSync(join(folder, output), { recursive: true, force: true });
    return timeCommand(folder, [...SYNTH, ...ENVIRONMENT, '-o', output], signal);
  };
  const review = [
    ...programStart(folder),
    'bin/review.ts',
    '--base-app',
    'base.out',
    '--head-app',
    'head.out',
  ];
  let head: Promise<number> | undefined;
  return [
    { command: 'allOrganizations', side: name, organizations, run: (signal) => synth(0, 'base.out', signal) },
    {
      command: 'review',
      side: name,
      organizations,
      run: async (signal) => {
        await (head ??= synth(SUSPENDED, 'head.out', signal));
        return timeCommand(folder, [...review, '--json', 'review.json'], signal);
      },
    },
  ];
}
