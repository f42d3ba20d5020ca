import {
  type CloudFormationClient,
  DescribeStackDriftDetectionStatusCommand,
  DetectStackDriftCommand,
  paginateDescribeStackResourceDrifts,
  type StackResourceDrift,
} from '@aws-sdk/client-cloudformation';
import type { Clock } from '../account/clock';
import { everyPage } from '../account/every-page';
import type { DriftedProperty } from './drift-report';
import { DetectionTimeoutError } from './errors';

/** What CloudFormation says of one resource. */
export interface CloudFormationDrift {
  readonly status: 'in sync' | 'modified' | 'deleted' | 'unknown';
  readonly properties: readonly DriftedProperty[];
  /** Why it is unknown. */
  readonly reason?: string;
}

const POLLING_MILLISECONDS = 2_000;
/** AWS says that it takes up to several minutes. */
const PATIENCE_MILLISECONDS = 900_000;

const STATUSES: Readonly<Record<string, CloudFormationDrift['status']>> = {
  IN_SYNC: 'in sync',
  MODIFIED: 'modified',
  DELETED: 'deleted',
};

/**
 * Has CloudFormation detect the drift of a stack, as `cdk drift` does.
 * @returns what it says, by logical id. Resources of types that it does not check are left out.
 * @throws Error if it does not end within a quarter of an hour.
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/using-cfn-stack-drift.html
 */
export async function detectCloudFormationDrift(
  client: CloudFormationClient,
  StackName: string,
  clock: Clock,
): Promise<ReadonlyMap<string, CloudFormationDrift>> {
  const { StackDriftDetectionId } = await client.send(new DetectStackDriftCommand({ StackName }));
  const began = clock.now().getTime();
  for (;;) {
    const { DetectionStatus } = await client.send(
      new DescribeStackDriftDetectionStatusCommand({ StackDriftDetectionId }),
    );
    // A detection that failed for a resource has results for all others.
    if (DetectionStatus !== 'DETECTION_IN_PROGRESS') break;
    if (clock.now().getTime() - began > PATIENCE_MILLISECONDS) {
      throw new DetectionTimeoutError(StackName);
    }
    await clock.pause(POLLING_MILLISECONDS);
  }
  const pages = paginateDescribeStackResourceDrifts({ client }, { StackName });
  const drifts = await everyPage(pages, ({ StackResourceDrifts }) => StackResourceDrifts);
  return new Map(drifts.map((drift) => [drift.LogicalResourceId ?? '', cloudFormationDrift(drift)]));
}

function cloudFormationDrift({
  StackResourceDriftStatus,
  PropertyDifferences = [],
  DriftStatusReason,
}: StackResourceDrift): CloudFormationDrift {
  return {
    status: STATUSES[StackResourceDriftStatus ?? ''] ?? 'unknown',
    properties: PropertyDifferences.map(
      ({ PropertyPath = '', ExpectedValue, ActualValue, DifferenceType }): DriftedProperty => ({
        path: dotted(PropertyPath),
        expected: DifferenceType === 'ADD' ? undefined : valueOf(ExpectedValue),
        actual: DifferenceType === 'REMOVE' ? undefined : valueOf(ActualValue),
      }),
    ),
    ...(DriftStatusReason === undefined ? {} : { reason: DriftStatusReason }),
  };
}

/** `/Tags/0/Value` as `Tags[0].Value`. */
function dotted(pointer: string): string {
  return pointer
    .split('/')
    .slice(1)
    .map((part) =>
      /^\d+$/.test(part) ? `[${part}]` : `.${part.replaceAll('~1', '/').replaceAll('~0', '~')}`,
    )
    .join('')
    .replace(/^\./, '');
}

/** Values are told as text, objects as JSON. */
function valueOf(text: string | undefined): unknown {
  if (text === undefined || !/^[[{]/.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
