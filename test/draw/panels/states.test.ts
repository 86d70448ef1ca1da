import { expect, test } from 'vitest';
import { mapLayers } from '../../../src/draw/panels/states/layers.ts';
import { readPlaces } from '../../../src/draw/panels/states/places.ts';
import { states } from '../../../src/draw/panels/states.tsx';
import { drawPicture } from '../../../src/draw/picture.ts';
import { plain } from '../../../src/draw/words.ts';
import type { FigureRow } from '../../../src/records.ts';
import { publishedFigures } from '../figures.ts';
import { withRows } from './fixture.ts';

const figures = publishedFigures();
const data = readPlaces(figures);
const { markup } = drawPicture(states, figures, 1104);
const place = (code: string) => data.places.find(({ state }) => state.code === code);

test('all 56 places stand in the timetable, their hospitals adding up to the registry', () => {
  expect(data.places).toHaveLength(56);
  // Rows of the registry's file of spring 2026.
  expect(data.places.reduce((sum, { hospitals }) => sum + (hospitals?.value ?? 0), 0)).toBe(5381);
});

test('none, counts of few and not listed are three different things', () => {
  // The list of 2021: Arkansas has 75 departments, none on Twitter; Delaware three; Guam is not in it.
  expect(place('AR')?.departmentCells.get('x')?.text).toBe('0%');
  expect(place('DE')?.departmentCells.get('facebook')?.text).toBe('3 of 3');
  expect(place('GU')?.departments).toBeNull();
  expect(markup).toMatch(/data-figure="states-departments\/AR.x">0%</);
});

test('what hospitals use is unknown until accounts are gathered, and drawn as open rings', () => {
  expect(data.hospitalNetworks).toEqual([]);
  expect(markup.match(/a4 4 0 1 0 8 0a4 4 0 1 0-8 0/g)).toHaveLength(56);
});

test('"at least" is said in the timetable and never shaded on a map', () => {
  const rows = figures['states-departments'].rows.map((row): FigureRow => ({ ...row, display: 'at_least' }));
  const gathered = withRows(
    figures,
    'states-accounts',
    rows.filter((row) => row.state !== 'US'),
  );
  expect(mapLayers(gathered, readPlaces(gathered)).map(({ who }) => who)).toEqual([
    'county health departments',
  ]);
  expect(readPlaces(gathered).places[0].hospitalCells.get('facebook')?.text).toBe('98%+');
});

test('hospitals with shares come before the departments, on maps of their own', () => {
  const rows = figures['states-departments'].rows.filter((row) => row.state !== 'US');
  const gathered = withRows(figures, 'states-accounts', rows);
  expect(mapLayers(gathered, readPlaces(gathered)).map(({ who }) => who)).toEqual([
    'hospitals',
    'county health departments',
  ]);
  expect(drawPicture(states, gathered, 1104).heightPx).toBeGreaterThan(
    drawPicture(states, figures, 1104).heightPx,
  );
});

test('the headline says of the whole list what its interval carries', () => {
  // 2,101 and 875 of 3,143, the cross-tabulation of the list.
  expect(plain(states.takeaway(figures))).toBe(
    'Most county health departments were on Facebook in 2021; fewer than half were on Twitter',
  );
  expect(markup).toContain('2,101 of 3,143');
  expect(markup).toContain('875 of 3,143');
});

test('a phone gets one column of places and a light map', () => {
  const phone = drawPicture(states, figures, 328);
  expect(phone.widthPx).toBe(328);
  expect(phone.markup.length).toBeLessThan(60_000);
});
