import { CreateLogStreamCommand, PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import type { Calls } from './call';

/** Requests to CloudWatch Logs. */
export const LOG_CALLS: Calls = {
  'logs:CreateLogStream': ({ clients: { logs }, name }) =>
    logs.send(new CreateLogStreamCommand(streamIn(name))),
  'logs:PutLogEvents': ({ clients: { logs }, name }) =>
    logs.send(
      new PutLogEventsCommand({
        ...streamIn(name),
        logEvents: [{ timestamp: Date.now(), message: 'example' }],
      }),
    ),
};

/** Of `log-group:<group>:log-stream:<stream>`. */
function streamIn(name: string): { logGroupName: string; logStreamName: string } {
  const [, logGroupName = '', , logStreamName = ''] = name.split(':');
  return { logGroupName, logStreamName };
}
