import { thingNamed } from '../../../../packages/isolation-proof/src/resources/named-resource';
import type { TextForm } from '../../../../packages/isolation-proof/src/resources/described-flow';
import { ACCOUNT, stackOf } from '../fixtures/stack-of';

const STACK = stackOf({});

/** What a text names, in a word. */
function named(text: string, form: TextForm): string {
  const thing = thingNamed(text, form, STACK);
  if (thing.kind === 'arn') return thing.arn;
  return thing.kind === 'ref' ? `ref ${thing.ref}` : thing.kind;
}

const HERE = `eu-central-1:${ACCOUNT}`;
test.each<[TextForm, string, string]>([
  ['function', 'arn:aws:scheduler:::aws-sdk:sqs:sendMessage', 'service'],
  ['function', 'arn:aws-cn:scheduler:::aws-sdk:sqs:sendMessage', 'service'],
  [
    'function',
    'xarn:aws:scheduler:::aws-sdk:x',
    `arn:aws:lambda:${HERE}:function:xarn:aws:scheduler:::aws-sdk:x`,
  ],
  ['function', 'f', `arn:aws:lambda:${HERE}:function:f`],
  ['function', '444455556666:function:name', 'arn:aws:lambda:eu-central-1:444455556666:function:name'],
  ['function', 'x444455556666:function:name', `arn:aws:lambda:${HERE}:function:x444455556666:function:name`],
  ['topic', 't', `arn:aws:sns:${HERE}:t`],
  ['ref', 'Name', 'ref Name'],
  ['ref', 'arn:aws:sns:x:y:z', 'arn:aws:sns:x:y:z'],
  ['elsewhere', 'arn:aws:sns:x:y:z', 'elsewhere'],
  ['bucket-name', 'data', 'arn:aws:s3:::data'],
  ['bucket-domain', 'my.data.s3.eu-central-1.amazonaws.com', 'arn:aws:s3:::my.data'],
  ['bucket-domain', 'data.s3-website.eu-central-1.amazonaws.com.cn', 'arn:aws:s3:::data'],
  ['bucket-domain', 'data.s3.amazonaws.com.example.com', 'elsewhere'],
  ['bucket-domain', 'www.example.com', 'elsewhere'],
  ['s3-uri', 's3://data/x', 'arn:aws:s3:::data/x'],
  ['s3-uri', 's3a://data', 'arn:aws:s3:::data'],
  ['s3-uri', 'xs3://data', 'elsewhere'],
  ['s3-uri', 'https://data', 'elsewhere'],
  ['queue-url', `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/orders`, `arn:aws:sqs:${HERE}:orders`],
  ['queue-url', `xhttps://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/orders`, 'elsewhere'],
  ['queue-url', `https://sqs.eu-central-1.amazonaws.com/${ACCOUNT}/orders/more`, 'elsewhere'],
  ['endpoint-service', 'com.amazonaws.eu-central-1.s3', 'service'],
  ['endpoint-service', 'aws.sagemaker.eu-central-1.notebook', 'service'],
  ['endpoint-service', 'com.amazonaws.vpce.eu-central-1.vpce-svc-1', 'elsewhere'],
  ['endpoint-service', 'xcom.amazonaws.eu-central-1.s3', 'elsewhere'],
  [
    'integration-uri',
    'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/arn:aws:lambda:x:y:function:f/invocations',
    'arn:aws:lambda:x:y:function:f',
  ],
  ['integration-uri', 'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/f/invocations/x', 'service'],
  ['integration-uri', 'arn:aws:apigateway:x:sqs:path/y', 'service'],
  ['integration-uri', 'arn:aws:states:x:y:stateMachine:z', 'arn:aws:states:x:y:stateMachine:z'],
  ['integration-uri', 'xarn:aws:apigateway:x:sqs:path/y', 'elsewhere'],
  ['integration-uri', 'https://example.com', 'elsewhere'],
])('as %s, %s names %s', (form, text, expected) => {
  expect(named(text, form)).toBe(expected);
});
