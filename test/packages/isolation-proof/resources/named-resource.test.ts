import { thingNamed } from '../../../../packages/isolation-proof/src/resources/named-resource';
import type { TextForm } from '../../../../packages/isolation-proof/src/resources/described-flow';
import { ENVIRONMENT } from './resource';

const HERE = 'eu-central-1:111122223333';
const FUNCTION = `arn:aws:lambda:${HERE}:function:f`;

describe('what a text names', () => {
  it.each<[TextForm, string, string]>([
    ['arn', 'arn:aws:sqs:us-east-1:999988887777:q', 'arn:aws:sqs:us-east-1:999988887777:q'],
    ['arn-or-elsewhere', `arn:aws:sqs:${HERE}:q`, `arn:aws:sqs:${HERE}:q`],
    ['bucket-name', 'b', 'arn:aws:s3:::b'],
    ['bucket-name', 'arn:aws:s3:::b', 'arn:aws:s3:::b'],
    ['bucket-domain', 'b.s3.eu-central-1.amazonaws.com', 'arn:aws:s3:::b'],
    ['bucket-domain', '(Stack.It).s3.amazonaws.com', 'arn:aws:s3:::(Stack.It)'],
    ['s3-uri', 's3://b/folder/', 'arn:aws:s3:::b/folder/'],
    ['s3-uri', 's3a://b/folder/', 'arn:aws:s3:::b/folder/'],
    [
      'queue-url',
      'https://sqs.us-east-1.amazonaws.com/999988887777/q',
      'arn:aws:sqs:us-east-1:999988887777:q',
    ],
    ['delivery-stream-name', 'd', `arn:aws:firehose:${HERE}:deliverystream/d`],
    ['event-bus', 'default', `arn:aws:events:${HERE}:event-bus/default`],
    ['function', 'f', FUNCTION],
    ['function', '999988887777:function:f', 'arn:aws:lambda:eu-central-1:999988887777:function:f'],
    ['integration-uri', FUNCTION, FUNCTION],
    [
      'integration-uri',
      `arn:aws:apigateway:eu-central-1:lambda:path/2015-03-31/functions/${FUNCTION}/invocations`,
      FUNCTION,
    ],
    ['log-group-name', '/aws/x', `arn:aws:logs:${HERE}:log-group:/aws/x`],
    ['secret', 's', `arn:aws:secretsmanager:${HERE}:secret:s`],
    ['stream-name', 's', `arn:aws:kinesis:${HERE}:stream/s`],
    [
      'token-issuer',
      'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_abc',
      'arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_abc',
    ],
    [
      'token-issuer',
      'https://cognito-idp.eu-central-1.amazonaws.com/(Stack/Pool)',
      `arn:aws:cognito-idp:${HERE}:userpool/(Stack/Pool)`,
    ],
    ['topic', 't', `arn:aws:sns:${HERE}:t`],
    ['vault-name', 'v', `arn:aws:backup:${HERE}:backup-vault:v`],
  ])('%s %s', (form, text, arn) => {
    expect(thingNamed(text, form, ENVIRONMENT)).toEqual({ kind: 'arn', arn });
  });

  it.each<[TextForm, string]>([
    ['elsewhere', `arn:aws:sqs:${HERE}:q`],
    ['arn', 'hooks.example.com'],
    ['arn-or-elsewhere', 'somebody@example.com'],
    ['bucket-domain', 'www.example.com'],
    ['bucket-domain', 'b.s3.amazonaws.com.example.com'],
    ['s3-uri', 'jdbc:postgresql://example.com'],
    ['queue-url', 'https://example.com/111122223333/q'],
    ['endpoint-service', 'com.amazonaws.vpce.eu-central-1.vpce-svc-0123456789abcdef0'],
    ['integration-uri', 'https://example.com'],
    ['token-issuer', 'https://accounts.google.com'],
    ['token-issuer', 'https://cognito-idp.eu-central-1.amazonaws.com.example.com/eu-central-1_abc'],
  ])('%s %s is elsewhere', (form, text) => {
    expect(thingNamed(text, form, ENVIRONMENT)).toEqual({ kind: 'elsewhere' });
  });

  it.each<[TextForm, string]>([
    ['endpoint-service', 'com.amazonaws.eu-central-1.s3'],
    ['endpoint-service', 'aws.sagemaker.eu-central-1.notebook'],
    ['integration-uri', 'arn:aws:apigateway:eu-central-1:sqs:path/111122223333/q'],
  ])('%s %s is an API of AWS', (form, text) => {
    expect(thingNamed(text, form, ENVIRONMENT)).toEqual({ kind: 'service' });
  });

  it('takes the default group of a network for the network', () => {
    for (const group of ['(Stack.Vpc)', '(Stack.Vpc)/default'])
      expect(thingNamed(group, 'security-group', ENVIRONMENT)).toEqual({ kind: 'ref', ref: '(Stack.Vpc)' });
  });

  it('keeps what Ref gives', () => {
    expect(thingNamed('(Stack.Db)', 'ref', ENVIRONMENT)).toEqual({ kind: 'ref', ref: '(Stack.Db)' });
  });
});
