import { counted } from '../../config/counted';

/** A property that is not as the deployed template says. */
export interface DriftedProperty {
  /** As in the template, for example `VersioningConfiguration.Status`. */
  readonly path: string;
  /** What the template says; undefined where it says nothing. */
  readonly expected: unknown;
  /** What the account has; undefined where it has nothing. */
  readonly actual: unknown;
}

/** A resource that somebody changed by hand, or the stack itself. */
export interface DriftedResource {
  /** Undefined where it is about the stack's own settings. */
  readonly logicalId?: string;
  readonly type: string;
  readonly physicalId?: string;
  readonly status: 'modified' | 'deleted';
  /** None of a resource that was deleted. */
  readonly properties: readonly DriftedProperty[];
  /** Whether CloudFormation's drift detection finds it, too. */
  readonly foundByCloudFormation: boolean;
}

/** Something of a stack, and what is to be said of it. */
export interface DriftNote {
  /** Undefined where it is about the whole stack. */
  readonly logicalId?: string;
  readonly message: string;
}

/** What was found in one stack. */
export interface StackDrift {
  readonly stack: string;
  /** Resources that were read. */
  readonly resources: number;
  readonly drifted: readonly DriftedResource[];
  /** Changes that the platform's own commands make. They are no drift. */
  readonly ours: readonly DriftNote[];
  /** What could not be checked. It is never a pass. */
  readonly notChecked: readonly DriftNote[];
}

type DriftOutcome = 'in sync' | 'drifted' | 'not checked';

/** What was found in an environment. */
export interface DriftReport {
  readonly environment: string;
  readonly account: string;
  readonly region: string;
  /** `drifted` if anything is, else `not checked` if anything could not be read, else `in sync`. */
  readonly outcome: DriftOutcome;
  readonly stacks: readonly StackDrift[];
}

/** 0 nothing was changed by hand, 1 something was, 2 something could not be checked. */
export const DRIFT_EXIT_CODES: Readonly<Record<DriftOutcome, number>> = {
  'in sync': 0,
  drifted: 1,
  'not checked': 2,
};

/** Drift that was found wins over what could not be checked. */
export function driftOutcome(stacks: readonly StackDrift[]): DriftOutcome {
  if (stacks.some(({ drifted }) => drifted.length > 0)) return 'drifted';
  return stacks.some(({ notChecked }) => notChecked.length > 0) ? 'not checked' : 'in sync';
}

/** Longest value that is shown; policies are longer. `--json` has all of it. */
const MOST_SHOWN = 160;

/** A block for each stack in which there is anything to tell, and a last line that sums up. */
export function driftText({ environment, account, region, outcome, stacks }: DriftReport): string {
  const resources = stacks.reduce((sum, stack) => sum + stack.resources, 0);
  const drifted = stacks.reduce((sum, stack) => sum + stack.drifted.length, 0);
  const unchecked = stacks.reduce((sum, stack) => sum + stack.notChecked.length, 0);
  const counts = [
    `${counted(resources, 'resource')} of ${counted(stacks.length, 'stack')}`,
    `${drifted} changed by hand`,
    ...(unchecked > 0 ? [`${unchecked} not checked`] : []),
  ].join(', ');
  const place = `environment ${environment} in ${account}, ${region}`;
  return [...stacks.flatMap(stackLines), `${SUMMARY[outcome]}: ${counts}; ${place}.`].join('\n');
}

const SUMMARY: Readonly<Record<DriftOutcome, string>> = {
  'in sync': 'In sync',
  drifted: 'Drifted',
  'not checked': 'Not known to be in sync',
};

function stackLines({ stack, drifted, ours, notChecked }: StackDrift): string[] {
  if (drifted.length + ours.length + notChecked.length === 0) return [];
  return [
    stack,
    ...drifted.flatMap(resourceLines),
    ...ours.map((note) => `  ours         ${noteText(note)}`),
    ...notChecked.map((note) => `  not checked  ${noteText(note)}`),
    '',
  ];
}

function resourceLines(resource: DriftedResource): string[] {
  const { logicalId, type, physicalId, status, properties, foundByCloudFormation } = resource;
  const named =
    logicalId === undefined
      ? type
      : `${logicalId} (${type}${physicalId === undefined ? '' : ` ${physicalId}`})`;
  const seen = foundByCloudFormation ? '' : ', which CloudFormation does not report';
  return [
    `  ${status.padEnd(11)}  ${named}${seen}`,
    ...properties.map(
      ({ path, expected, actual }) => `    ${path}: expected ${shown(expected)}, found ${shown(actual)}`,
    ),
  ];
}

function noteText({ logicalId, message }: DriftNote): string {
  return logicalId === undefined ? message : `${logicalId}: ${message}`;
}

function shown(value: unknown): string {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length <= MOST_SHOWN ? text : `${text.slice(0, MOST_SHOWN)}... (${text.length} characters)`;
}
