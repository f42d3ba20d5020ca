import { performanceChart } from '../../../tools/bench/performance-chart';
import { RECORD, WITHOUT_BASELINE } from './bench-records';

const texts = (svg: string): string[] =>
  [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = '']) => text);

test('the chart has a bar for each figure, before and after', () => {
  const shown = texts(performanceChart(RECORD));
  expect(shown).toEqual(
    expect.arrayContaining(['before', 'after', 'goal', 'as shipped,', '4.50', '1.50', '1.80', '1.30']),
  );
  expect(texts(performanceChart(WITHOUT_BASELINE))).not.toContain('before');
});

test('the chart says in words what it shows', () => {
  const svg = performanceChart(RECORD);
  expect(svg).toMatch(/^<svg role="img" aria-labelledby="title description" /);
  expect(svg).toContain(
    '<title id="title">Time of synth and proof with 1,000 organizations, as ratios to a bare CDK app, 2026-11-26</title>',
  );
  expect(svg).toContain('as shipped, 1,000 organizations: before 4.50, after 1.50, goal 1.5;');
  expect(svg).toContain('one organization, to an empty app: before 1.80, after 1.30, goal 1.3.');
});

test('the same figures give the same file', () => {
  expect(performanceChart(RECORD)).toBe(performanceChart(RECORD));
});
