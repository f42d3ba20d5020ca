/**
 * Where the values of the alarm's text are in an event of AWS STS. Of a call that was refused there is no session.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/cloudtrail-integration.html
 */
export const ALARM_VALUES = {
  time: '$.detail.eventTime',
  person: '$.detail.requestParameters.sourceIdentity',
  caller: '$.detail.userIdentity.arn',
  // Whoever assumes a role sends a list of tags; an identity provider's assertion or token is recorded as an object.
  tags: '$.detail.requestParameters.tags',
  claims: '$.detail.requestParameters.principalTags',
  address: '$.detail.sourceIPAddress',
  session: '$.detail.responseElements.assumedRoleUser.arn',
  error: '$.detail.errorCode',
  account: '$.account',
  event: '$.detail.eventID',
} as const;

/** What people get. Every line is a text of its own, as EventBridge wants it; what an event does not have is empty. */
export const ALARM_TEXT = [
  '"Break-glass was asked for in account <account> at <time>."',
  '"By: <person> (<caller>), from <address>"',
  '"Organization and reason: <tags><claims>"',
  '"Session: <session>"',
  '"Refused with: <error>"',
  '"Event: <event>"',
  '"Owner: the operators on call. Runbook: docs/operator/break-glass.md"',
].join('\n');
