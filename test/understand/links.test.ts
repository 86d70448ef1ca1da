import { expect, test } from 'vitest';
import { linkType, linkTypes } from '../../src/understand/links.ts';

test.each([
  ['https://web.archive.org/web/2020/https://cdc.gov', 'unclassified'],
  ['https://user:password@cdc.gov:8080/', 'government'],
  ['https://cdc.gov.evil.com', 'unclassified'],
  ['https://www.dhs.state.il.us/', 'government'],
  ['https://salud.gob.mx', 'government'],
  ['https://www.nhs.uk/conditions', 'government'],
  ['https://www.ox.ac.uk', 'education'],
  ['https://ecdc.europa.eu/en', 'intergovernmental'],
  ['https://abcnews.go.com/health', 'news'],
  ['https://go.usa.gov/abc', 'unresolved'],
  ['http://192.168.1.1/', 'unclassified'],
  ['not a link', 'unclassified'],
  ['', 'unclassified'],
] as const)('%s is %s', (link, type) => {
  expect(linkType(link)).toBe(type);
});

test("a study's registries are believed, its own list of unreliable domains first", () => {
  const registries = {
    hospital: new Set(['smallhospital.org']),
    lowCredibility: new Set(['smallhospital.org', 'cures.example']),
  };
  expect(linkType('https://www.smallhospital.org/', { hospital: registries.hospital })).toBe('hospital');
  expect(
    linkTypes(
      ['https://smallhospital.org', 'https://a.cures.example/x', 'https://another.example'],
      registries,
    ),
  ).toEqual(['low-credibility', 'unclassified']);
});
