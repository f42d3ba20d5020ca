import { dailySums, generateReadings, readingsCsv } from '../../../../tools/local/story/readings';

const reading = (measuredAt: string, thousandths: number, instrument = 'probe-1') => ({
  instrument,
  measuredAt,
  thousandths,
  unit: 'mbar',
});

test('a seed gives the same readings each time, and another seed others', () => {
  expect(generateReadings({ seed: 1 })).toEqual(generateReadings({ seed: 1 }));
  expect(generateReadings({ seed: 1 })).not.toEqual(generateReadings({ seed: 2 }));
});

test('readings come from every instrument on every day, above and below zero', () => {
  const readings = generateReadings({ seed: 7, rows: 100, instruments: 3, days: 2 });
  expect(readings).toHaveLength(100);
  expect(dailySums(readings).map(({ instrument, day }) => `${instrument} ${day}`)).toEqual([
    'probe-1 2026-11-24',
    'probe-1 2026-11-25',
    'probe-2 2026-11-24',
    'probe-2 2026-11-25',
    'probe-3 2026-11-24',
    'probe-3 2026-11-25',
  ]);
  expect(new Set(readings.map(({ thousandths }) => Math.sign(thousandths)))).toEqual(new Set([1, -1]));
  expect(readings.every(({ thousandths }) => Number.isInteger(thousandths))).toBe(true);
});

test('a file has a header, and values with three digits behind the point', () => {
  const readings = [
    reading('2026-11-24T00:00:00Z', 1250),
    reading('2026-11-24T00:00:01Z', -1),
    reading('2026-11-24T00:00:02Z', 0),
  ];
  expect(readingsCsv(readings)).toBe(
    [
      'instrument,measured_at,value,unit',
      'probe-1,2026-11-24T00:00:00Z,1.250,mbar',
      'probe-1,2026-11-24T00:00:01Z,-0.001,mbar',
      'probe-1,2026-11-24T00:00:02Z,0.000,mbar',
      '',
    ].join('\n'),
  );
});

test('sums are exact, for each instrument and day', () => {
  const readings = [
    reading('2026-11-24T23:59:59Z', 100),
    reading('2026-11-25T00:00:00Z', Number.MAX_SAFE_INTEGER),
    reading('2026-11-25T00:00:01Z', Number.MAX_SAFE_INTEGER),
    reading('2026-11-25T00:00:02Z', 1),
    reading('2026-11-24T00:00:00Z', 200, 'probe-2'),
    reading('2026-11-24T12:00:00Z', 200),
  ];
  expect(dailySums(readings)).toEqual([
    { instrument: 'probe-1', day: '2026-11-24', count: 2, sum: '0.300' },
    // Past what a number holds exactly.
    { instrument: 'probe-1', day: '2026-11-25', count: 3, sum: '18014398509481.983' },
    { instrument: 'probe-2', day: '2026-11-24', count: 1, sum: '0.200' },
  ]);
});
