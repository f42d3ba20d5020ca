import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  PurgeQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
} from '@aws-sdk/client-sqs';
import type { Call, Calls } from './call';

const NO_MESSAGE = 'no-such-message';

/** Requests to SQS. */
export const QUEUE_CALLS: Calls = {
  'sqs:ReceiveMessage': (call) => call.clients.sqs.send(new ReceiveMessageCommand(queue(call))),
  'sqs:DeleteMessage': (call) =>
    call.clients.sqs.send(new DeleteMessageCommand({ ...queue(call), ReceiptHandle: NO_MESSAGE })),
  'sqs:ChangeMessageVisibility': (call) =>
    call.clients.sqs.send(
      new ChangeMessageVisibilityCommand({
        ...queue(call),
        ReceiptHandle: NO_MESSAGE,
        VisibilityTimeout: 0,
      }),
    ),
  'sqs:GetQueueAttributes': (call) =>
    call.clients.sqs.send(new GetQueueAttributesCommand({ ...queue(call), AttributeNames: ['QueueArn'] })),
  'sqs:GetQueueUrl': ({ clients: { sqs }, name }) => sqs.send(new GetQueueUrlCommand({ QueueName: name })),
  'sqs:SendMessage': (call) =>
    call.clients.sqs.send(new SendMessageCommand({ ...queue(call), MessageBody: 'example' })),
  'sqs:PurgeQueue': (call) => call.clients.sqs.send(new PurgeQueueCommand(queue(call))),
};

/** The address of a queue is the endpoint, and this path. */
function queue({ account, name }: Call): { QueueUrl: string } {
  return { QueueUrl: `/${account}/${name}` };
}
