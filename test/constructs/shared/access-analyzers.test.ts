import { environment } from '../../fixtures/environment';
import { synthesize, wholeOf } from '../../fixtures/synthesize';

const analyzersIn = (accessAnalyzer: boolean): unknown[] => {
  const config = environment({
    operations: { guardrails: { deployed: false, regions: [], exempt: [], accessAnalyzer } },
  });
  const { Resources: resources = {} } = synthesize(wholeOf(config))['ts-test-shared'] ?? {};
  return Object.values(resources)
    .filter(({ Type }) => Type === 'AWS::AccessAnalyzer::Analyzer')
    .map(({ Properties }) => Properties);
};

test('the environment asks for analyzers of external and of unused access, without archive rules', () => {
  expect(analyzersIn(false)).toEqual([]);
  expect(analyzersIn(true)).toEqual([
    expect.objectContaining({ AnalyzerName: 'ts-test-external-access', Type: 'ACCOUNT' }),
    expect.objectContaining({
      AnalyzerName: 'ts-test-unused-access',
      Type: 'ACCOUNT_UNUSED_ACCESS',
      AnalyzerConfiguration: { UnusedAccessConfiguration: { UnusedAccessAge: 90 } },
    }),
  ]);
  for (const properties of analyzersIn(true)) expect(properties).not.toHaveProperty('ArchiveRules');
});
