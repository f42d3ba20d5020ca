import { transportGuardrail } from '../../../policies/guardrails/transport';
import { policyDocument } from '../../../policies/statement';



test('the guardrail about how requests travel', () => {
  const { statements } = transportGuardrail();
  expect(policyDocument(statements)).toEqual({ Version: '2012-10-17', Statement: [
  {
    "Sid": "OnlyTls",
    "Effect": "Deny",
    "Principal": "*",
    "Resource": "*",
    "Action": [
      "ecr:*",
      "kms:*",
      "logs:*",
      "s3:*",
      "secretsmanager:*",
      "sqs:*"
    ],
    "Condition": {
      "Bool": {
        "aws:SecureTransport": "false"
      }
    }
  },
  {
    "Sid": "OnlyNewTls",
    "Effect": "Deny",
    "Principal": "*",
    "Resource": "*",
    "Action": "s3:*",
    "Condition": {
      "NumericLessThan": {
        "s3:TlsVersion": "1.2"
      }
    }
  }
] });
});
