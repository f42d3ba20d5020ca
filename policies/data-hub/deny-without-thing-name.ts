import type { Statement } from '../statement';

/**
 * Holds back sessions of the IoT credentials provider without a thing name. They could not be told apart, nor cut
 * off one by one: https://docs.aws.amazon.com/iot/latest/developerguide/authorizing-direct-aws.html
 */
export const DENY_WITHOUT_THING_NAME: Statement = {
  Sid: 'DenyWithoutThingName',
  Effect: 'Deny',
  Action: '*',
  Resource: '*',
  wildcardReason: 'A session that cannot be attributed to a hub does nothing at all.',
  Condition: { Null: { 'credentials-iot:ThingName': 'true' } },
};
