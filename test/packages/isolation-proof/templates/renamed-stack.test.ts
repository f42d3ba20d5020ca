import { renamedStack, renamingOf } from '../../../../packages/isolation-proof/src/templates/renamed-stack';
import { stackOf } from '../fixtures/stack-of';

const like = stackOf({ Queue: ['AWS::SQS::Queue', { QueueName: 'acme' }] }, 'acme');

test('a stack like another one is where that is, and is read once, when its resources are asked for', () => {
  const read = jest.fn(() => stackOf({ Queue: ['AWS::SQS::Queue', { QueueName: 'globex' }] }, 'read'));
  const renaming = { tenant: 'globex', like, tenantOfLike: 'acme' };
  const stack = renamedStack('globex', renaming, read);
  expect(stack).toMatchObject({ name: 'globex', account: like.account, region: like.region });
  expect([stack.partition, stack.dnsSuffix]).toEqual([like.partition, like.dnsSuffix]);
  expect(renamingOf(stack)).toBe(renaming);
  expect(read).not.toHaveBeenCalled();
  const queue = stack.resources.get('Queue');
  expect(queue?.properties).toEqual({ QueueName: 'globex' });
  // It is of this stack, and not of the one that was read.
  expect(queue?.stack).toBe(stack);
  expect(stack.resources).toBe(stack.resources);
  expect(read).toHaveBeenCalledTimes(1);
});

test('a stack that was read by itself is like no other', () => {
  expect(renamingOf(like)).toBeUndefined();
});
