import { settingsPolicy, trailPolicy } from '../../../policies/operators/auditor-policies';
import { operatorPolicies } from '../../../policies/operators/operator-policies';
import { READING_PATTERNS, SETTINGS } from '../../../policies/operators/settings-actions';
import { policyDocument } from '../../../policies/statement';
import { NAMING } from '../../fixtures/environment';
import { RECORD_STATEMENTS } from './record-statements';

test('what the auditor may do: settings to see, and a trail to ask', () => {
  expect(policyDocument(settingsPolicy()).Statement).toEqual([
    { Sid: 'SeeSettings', Effect: 'Allow', Action: SETTINGS, Resource: '*' },
  ]);
  expect(policyDocument(trailPolicy(NAMING, {})).Statement).toEqual(RECORD_STATEMENTS);
});

test('without a trail there are settings to see, and nothing else', () => {
  const names = operatorPolicies(NAMING, { audit: undefined }).auditor.map((one) => one.managedPolicyName);
  expect(names).toEqual(['ts-test-auditor']);
});

test('settings are named one by one, each once, and read only', () => {
  expect(SETTINGS.filter((action) => action.includes('*'))).toEqual([]);
  expect(new Set(SETTINGS).size).toBe(SETTINGS.length);
  // Detecting drift starts a comparison, and changes nothing.
  expect(SETTINGS.filter((action) => !/:(?:Get|List|Describe|Detect)/.test(action))).toEqual([]);
});

test('patterns of the auditors’ boundary have one wildcard each', () => {
  expect(READING_PATTERNS.filter((pattern) => pattern.split('*').length !== 2)).toEqual([]);
});
