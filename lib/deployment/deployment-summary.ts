import type { AccountStack } from '../preflight/account-stacks';
import { wasRolledBack, type DeploymentPlan, type PlannedStack } from './deployment-plan';

/** What became of a planned stack. */
export type StackResult = 'deployed' | 'unchanged' | 'failed' | 'not reached';

/** The stacks that differ from what they were: CloudFormation worked on them. */
export function touchedStacks(
  before: readonly AccountStack[],
  after: readonly AccountStack[],
): AccountStack[] {
  return after.filter((stack) => {
    const earlier = before.find(({ name }) => name === stack.name);
    return stack.status !== earlier?.status || stack.changedAt?.getTime() !== earlier?.changedAt?.getTime();
  });
}

/** Whether CloudFormation did what it was asked to. */
export function isDeployed(stack: AccountStack): boolean {
  return stack.state === 'deployed' && !wasRolledBack(stack);
}

/** The lines of a plan: a row for each stack that is deployed, and how many are not. */
export function planLines(environment: string, { planned, unchanged }: DeploymentPlan): string[] {
  const all = planned.length + unchanged.length;
  const width = Math.max(...planned.map(({ name }) => name.length));
  return [
    planned.length === 0
      ? `Nothing to deploy: ${all} of ${all} stacks of ${environment} are as they were synthesized.`
      : `To deploy: ${planned.length} of ${all} stacks of ${environment}.`,
    ...planned.map(({ name, reason }) => `  ${name.padEnd(width)}  ${reasonText(reason)}`),
  ];
}

function reasonText(reason: PlannedStack['reason']): string {
  switch (reason) {
    case 'template':
    case 'tags':
    case 'termination protection':
      return `changed: ${reason}`;
    default:
      return reason;
  }
}

/**
 * A plan, or what became of it, in Markdown for the page of a run in CI. Names of stacks need no escaping: they have
 * letters, digits and hyphens only.
 */
export function summaryMarkdown(
  environment: string,
  { planned, unchanged }: DeploymentPlan,
  results?: ReadonlyMap<string, StackResult>,
): string {
  const head = `### ${results === undefined ? 'To deploy to' : 'Deployment to'} ${environment}`;
  const rest = `${unchanged.length} ${unchanged.length === 1 ? 'stack is' : 'stacks are'} unchanged.`;
  if (planned.length === 0) return `${head}\n\nNothing: ${rest}\n`;
  const columns = results === undefined ? ['Stack', 'Why'] : ['Stack', 'Why', 'Result'];
  const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [
    head,
    '',
    row(columns),
    row(columns.map(() => '---')),
    ...planned.map(({ name, reason }) =>
      row([`\`${name}\``, reasonText(reason), ...(results === undefined ? [] : [resultText(results, name)])]),
    ),
    '',
    rest,
    '',
  ].join('\n');
}

function resultText(results: ReadonlyMap<string, StackResult>, name: string): string {
  const result = results.get(name) ?? 'not reached';
  return result === 'deployed' || result === 'unchanged' ? result : `**${result}**`;
}
