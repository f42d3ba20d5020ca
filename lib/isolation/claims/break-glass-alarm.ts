import type { Asking } from '../../../packages/isolation-proof/src/claims/asking';
import type { Evidence } from '../../../packages/isolation-proof/src/claims/evidence';
import type { Principal } from '../../../packages/isolation-proof/src/model/principal';
import { resolveText } from '../../../packages/isolation-proof/src/resources/resolve';
import { isObject, type Json, listOf } from '../../../packages/isolation-proof/src/templates/json';
import type { TemplateResource } from '../../../packages/isolation-proof/src/templates/template';

const RULE = 'AWS::Events::Rule';
const SIGN_INS = ['AssumeRole', 'AssumeRoleWithSAML', 'AssumeRoleWithWebIdentity'];
/** Without it, a rule does not get events of calls that count as reading. */
const WHOLLY_ON = 'ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS';

/** Each call that asks for the role, whether or not it is refused, goes to people and into a record. */
export function judgeAlarm(asking: Asking, role: Principal, { model }: Evidence): void {
  asking.check();
  const resources = model.stacks.flatMap((stack) => [...stack.resources.values()]);
  const rules = resources.filter((resource) => resource.type === RULE && isAbout(resource, role.arn));
  const targets = rules.flatMap(targetsOf);
  const hasTrail = resources.some(({ type }) => type === 'AWS::CloudTrail::Trail');
  const missing = [
    ...(targets.some((arn) => /^arn:[^:]+:sns:/.test(arn)) ? [] : ['tells nobody']),
    ...(targets.some((arn) => /^arn:[^:]+:logs:.*:log-group:/.test(arn)) ? [] : ['leaves no record']),
    ...(hasTrail ? [] : ['is in no trail, from which rules get their events']),
  ];
  for (const lack of missing) {
    asking.refute(
      `whoever assumes ${role.arn}, or tries to, ${lack}`,
      [],
      `Have a rule in the state ${WHOLLY_ON} send every event of AWS STS about this role, and of no other pattern, to a topic and to a log group, and a trail record them.`,
      role.source.path,
    );
  }
}

/** Whether a rule takes each event about the role; what else a pattern demands could let some of them pass. */
function isAbout({ properties, stack }: TemplateResource, role: string): boolean {
  const { State: state, EventPattern: pattern } = properties;
  if (state !== WHOLLY_ON || !isObject(pattern)) return false;
  const { source, 'detail-type': type, detail, ...others } = pattern;
  if (!isObject(detail) || Object.keys(others).length > 0) return false;
  const { eventSource, eventName, requestParameters, ...more } = detail;
  if (!isObject(requestParameters) || Object.keys(more).length > 0) return false;
  const { roleArn, ...rest } = requestParameters;
  const texts = (value: Json | undefined): (string | undefined)[] =>
    listOf(value ?? []).map((text) => resolveText(text, stack));
  return (
    Object.keys(rest).length === 0 &&
    texts(source).includes('aws.sts') &&
    texts(type).includes('AWS API Call via CloudTrail') &&
    (eventSource === undefined || texts(eventSource).includes('sts.amazonaws.com')) &&
    (eventName === undefined || SIGN_INS.every((name) => texts(eventName).includes(name))) &&
    texts(roleArn).includes(role)
  );
}

function targetsOf({ properties, stack }: TemplateResource): string[] {
  return listOf(properties['Targets'] ?? []).flatMap((target) =>
    isObject(target) ? (resolveText(target['Arn'] ?? '', stack) ?? []) : [],
  );
}
