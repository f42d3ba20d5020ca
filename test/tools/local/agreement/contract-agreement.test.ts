import { decide } from '../../../../packages/isolation-proof/src/decide/decide';
import type { ConcreteRequest } from '../../../../packages/isolation-proof/src/decide/request';
import {
  contractAgreement,
  describeDisagreement,
} from '../../../../tools/local/agreement/contract-agreement';
import { contractOf } from '../../../../tools/local/agreement/contract-of';
import type { EmulatorDecision } from '../../../../tools/local/agreement/emulator-decision';
import { environment } from '../../../fixtures/environment';
import { synthesize, wholeOf } from '../../../fixtures/synthesize';
import { evidenceOf, platform, SHARED, without } from '../../../lib/isolation/contract/platform';

const SHIPPED = platform();
const { model } = evidenceOf(SHIPPED);

/** An emulator that evaluates as the prover does. */
function agreeing(request: ConcreteRequest): Promise<EmulatorDecision> {
  const { outcome, because } = decide(model, request);
  return Promise.resolve({ decision: outcome === 'allowed' ? 'allowed' : 'denied', reason: because });
}

test('two that say the same agree, on every request of both organizations', async () => {
  const asked = new Set<string>();
  const { operations, requests, disagreements } = await contractAgreement(
    SHIPPED,
    (request, organization) => {
      asked.add(organization);
      return agreeing(request);
    },
  );
  expect(disagreements).toEqual([]);
  expect([...asked]).toEqual(['acme', 'acme-eu']);
  expect(requests).toBeGreaterThan(operations);
});

test('a row that no request can be made for is not one of those that they agree on', () => {
  // GIVEN an environment whose access logs are under no key
  const stacks = platform(undefined, JSON.stringify(synthesize(wholeOf(environment()))));
  const { operations } = contractOf(stacks);
  expect(operations.filter(({ requests }) => requests.length === 0)).toEqual([]);
  expect(operations.map(({ row }) => row)).not.toContain('encrypt-records');
});

test('a request that is decided otherwise is told, with who says what', async () => {
  const { disagreements } = await contractAgreement(SHIPPED, async (request) => {
    const decision = await agreeing(request);
    return request.action === 's3:GetObjectVersion' &&
      request.resource.includes('-raw-') &&
      request.resource.includes('/acme/')
      ? { decision: 'allowed', reason: 'a mistake' }
      : decision;
  });
  expect(disagreements.map(({ row, organization }) => [row, organization])).toEqual([
    ['read-version', 'acme'],
    ['read-raw-version', 'acme'],
  ]);
  expect(disagreements.slice(0, 1).map(describeDisagreement)).toEqual([
    expect.stringMatching(
      /^acme, row read-version: .*data-hub does s3:GetObjectVersion on .*: the prover says denied, the emulator allowed \(a mistake\)$/,
    ),
  ]);
});

test('to agree on what the contract rules out is no agreement', async () => {
  const stacks = platform(without(SHARED, 'DenyCustomerProvidedKeys'));
  const loose = evidenceOf(stacks).model;
  const { disagreements } = await contractAgreement(stacks, (request) => {
    const { outcome, because } = decide(loose, request);
    return Promise.resolve({ decision: outcome === 'allowed' ? 'allowed' : 'denied', reason: because });
  });
  expect([...new Set(disagreements.map(({ row }) => row))]).toEqual([
    'upload-under-customer-key',
    'write-results-under-customer-key',
    'standardize-under-customer-key',
  ]);
});
