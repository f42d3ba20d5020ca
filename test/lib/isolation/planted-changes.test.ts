import { loadEnvironment } from '../../../config/load-environment';
import { SPECIFICATION } from '../../../lib/isolation/specification';
import type { AccessComparison } from '../../../packages/isolation-proof/src/difference/access-difference';
import { compareAccess } from '../../../packages/isolation-proof/src/difference/compare-access';
import { readTemplate } from '../../../packages/isolation-proof/src/assembly/read-template';
import type { Json } from '../../../packages/isolation-proof/src/templates/json';
import type { StackTemplate } from '../../../packages/isolation-proof/src/templates/template';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const production = loadEnvironment('production', 'environments');
const ENVIRONMENT = { account: production.account, region: 'eu-central-1', partition: 'aws', dnsSuffix: 'amazonaws.com' };
const TEMPLATES = JSON.stringify(synthesize(wholeOf(production)));
console.info(Object.keys(JSON.parse(TEMPLATES)), TEMPLATES.length);
require('fs').writeFileSync('/tmp/acc-prod.json', TEMPLATES);

function stacksOf(text: string): StackTemplate[] {
  return Object.entries(JSON.parse(text) as Record<string, Json>).map(([name, template]) => {
    const stack = readTemplate(name, template, ENVIRONMENT);
    if (typeof stack === 'string') throw new Error(stack);
    return stack;
  });
}

const base = stacksOf(TEMPLATES);
function change(from: string, to: string): AccessComparison {
  const changed = TEMPLATES.replaceAll(from, to);
  expect(changed).not.toBe(TEMPLATES);
  const t = Date.now();
  const r = compareAccess(base, stacksOf(changed), SPECIFICATION);
  console.info(Date.now() - t, 'ms');
  return r;
}

test('same', () => {
  const t = Date.now();
  const r = compareAccess(base, stacksOf(TEMPLATES), SPECIFICATION);
  console.info(Date.now() - t, 'ms', JSON.stringify(r, null, 1));
});

const brief = (r: AccessComparison): string => JSON.stringify({ u: r.undecided, o: r.organizations, c: r.compared, d: r.differences.map((d) => [d.change, d.lens, d.principal.kind + ' ' + d.principal.name.slice(-60), d.organizations.join(), d.actions.join(), d.resources.join(' '), JSON.stringify(d.example).slice(0, 400), d.statements.map((x) => `${x.side} ${x.effect} ${x.name} ${x.path}`).join('; ')]) }, null, 1);
type St = Record<string, any>;
function inSid(sid: string, fn: (s: St) => St, only = /./): AccessComparison {
  const ts = JSON.parse(TEMPLATES) as Record<string, Json>;
  let n = 0;
  const walk = (v: any): any => {
    if (Array.isArray(v)) return v.map(walk);
    if (typeof v !== 'object' || v === null) return v;
    if (v.Sid === sid) { n += 1; return fn(v); }
    return Object.fromEntries(Object.entries(v).map(([k, x]) => [k, walk(x)]));
  };
  for (const k of Object.keys(ts)) if (only.test(k)) ts[k] = walk(ts[k]);
  const t = Date.now();
  const r = compareAccess(base, stacksOf(JSON.stringify(ts)), SPECIFICATION);
  console.info(sid, n, Date.now() - t, 'ms');
  return r;
}
const withAction = (a: string) => (s: St): St => ({ ...s, Action: [s['Action'], a].flat() });
const without = (s: St): St => ({ ...s, Sid: 'gone', Action: 'x:y', Effect: 'Deny', ...(s['Principal'] ? {} : {}) });
test.each<[string, St]>([
  ['UploadRawData', withAction('s3:GetObjectTagging')],
  ['WriteDataAndArtifacts', withAction('s3:PutObjectTagging')],
  ['AllowAdministrationWithoutUse', withAction('kms:Decrypt')],
  ['DenyObjectsOfOtherOrganizations', without],
  ['DenyReadingByOthersThanPipelines', without],
  ['DenyPlainHttp', (s: St) => ({ ...s, Condition: { BoolIfExists: { 'aws:SecureTransport': 'false' } } })],
  ['IotCredentialsProvider', (s: St) => ({ ...s, Principal: { Service: ['credentials.iot.amazonaws.com', 'ec2.amazonaws.com'] } })],
  ['DenyWithoutThingName', without],
  ['RevokedCertificates', (s: St) => ({ ...s, Condition: { StringEquals: { 'credentials-iot:AwsCertificateId': ['none', 'abc'] } } })],
])('%s', (sid, fn) => {
  console.info(sid, brief(inSid(sid, fn as (s: St) => St)));
});
