import { expect, test } from 'vitest';
import { bearingOf } from '../../../src/gather/websites/names.ts';

/** Handle, registry's name, host, and what a person who knows these houses would say. */
const CASES: readonly (readonly [string, string, string, string])[] = [
  ['lakemoorhosp', 'LAKEMOOR HOSPITAL', 'www.lakemoorhospital.example', 'own whole'],
  ['pcmhcares', 'PRAIRIE COUNTY MEMORIAL HOSPITAL', 'www.pcmh.example', 'own whole'],
  ['brannochealth', 'ST. BRANNOC COMMUNITY HOSPITAL', 'www.brannochealth.example', 'own whole'],
  ['lakemoorrunners', 'LAKEMOOR HOSPITAL', 'www.lakemoorhospital.example', 'own part'],
  ['brookrunners5k', 'PINNACLE BROOK HOSPITAL', 'www.pinnaclebrook.example', 'own none'],
  ['someoneelse', 'LAKEMOOR HOSPITAL', 'www.lakemoorhospital.example', 'own none'],
  ['pinegrovehosp', 'PINE GROVE HOSPITAL', 'www.northmeadhealth.example', 'own whole'],
  ['northmeadhealth', 'PINE GROVE HOSPITAL', 'www.northmeadhealth.example', 'system site'],
  ['mercyhilladell', 'MERCYHILL HOSPITAL ADELL', 'www.mercyhill.example', 'own whole'],
  ['mercyhillhealth', 'MERCYHILL HOSPITAL ADELL', 'www.mercyhill.example', 'system site'],
  ['mercyhillboone', 'MERCYHILL HOSPITAL ADELL', 'www.mercyhill.example', 'system none'],
  ['alderdalecounty', 'ALDERDALE COUNTY HOSPITAL', 'www.alderdalecounty.gov', 'system site'],
  ['alderdalecountyhospital', 'ALDERDALE COUNTY HOSPITAL', 'www.alderdalecounty.gov', 'own whole'],
  ['indianhealthservice', 'RED WILLOW INDIAN HOSPITAL', 'www.ihs.gov', 'system none'],
];

test.each(CASES)('%s of %s on %s: %s', (handle, name, host, wanted) => {
  const { link, fit } = bearingOf(handle, { name, host, title: name });
  expect(`${link} ${fit}`).toBe(wanted);
});

test('the title of the page tells the house from its chain where the name does not', () => {
  const bearing = (title: string) =>
    bearingOf('bannockhealth', {
      name: 'BANNOCK BOSWORTH MEDICAL CENTER',
      host: 'www.bannockhealth.example',
      title,
    }).link;
  expect(bearing('Bannock Bosworth Medical Center | Bannock Health')).toBe('system');
  expect(bearing('Bannock Bosworth Medical Center')).toBe('own');
});
