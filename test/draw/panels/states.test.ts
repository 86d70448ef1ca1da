import { expect, test } from 'vitest';
import { mapLayers } from '../../../src/draw/panels/states/layers.ts';
import { readPlaces } from '../../../src/draw/panels/states/places.ts';
import { states } from '../../../src/draw/panels/states.tsx';
import { drawPicture } from '../../../src/draw/picture.ts';
import type { Figures } from '../../../src/draw/panel.ts';
import { plain } from '../../../src/draw/words.ts';
import type { FigureRow } from '../../../src/records.ts';
import { publishedFigures } from '../figures.ts';
import { placedTexts } from '../placed-texts.ts';
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

/** Accounts of the hospitals of one place, as if its departments' shares were theirs. */
function accountsOf(code: string) {
  const rows = figures['states-departments'].rows.filter((row) => row.state === code);
  return withRows(figures, 'states-accounts', rows);
}

test('a study of one state draws no map of that state alone, and sets its line apart', () => {
  const texas = accountsOf('TX');
  expect(mapLayers(texas, readPlaces(texas)).map(({ who }) => who)).toEqual(['county health departments']);
  expect(readPlaces(texas).own?.state.code).toBe('TX');
  expect(data.own).toBeNull();
});

test('the numbers of one state stand on its own line of the timetable', () => {
  // Texas is the 44th of the 56 places, so the 16th of the second column of 28.
  const boxes = placedTexts(drawPicture(states, accountsOf('TX'), 1104).markup);
  const name = boxes.findLast(({ text }) => text === 'Texas');
  const line = boxes.filter(({ bottom, left }) => left > 500 && Math.abs(bottom - (name?.bottom ?? 0)) < 1);
  // Hospitals in the registry; departments of the list of 2021: 77 of 254 on Facebook, 24 on Twitter.
  expect(line.map(({ text }) => text)).toEqual(['Texas', '456', '30%', '9%', '254', '30%', '9%']);
});

test('a study of one state speaks of that state, with the country beside it', () => {
  const of = (state: string): Figures =>
    Object.fromEntries(Object.entries(figures).map(([id, figure]) => [id, { ...figure, state }]));
  // The list of 2021: 77 of 254 on Facebook, 25 to 36 %, and 24 on Twitter, 6 to 14 %.
  expect(plain(states.takeaway(of('TX')))).toBe(
    'Fewer than half of the county health departments in Texas were on Facebook in 2021',
  );
  const drawn = drawPicture(states, of('TX'), 1104)
    .markup.replace(/<[^>]+>/g, ' ')
    .replace(/\s+/g, ' ');
  expect(drawn).toContain('77 of 254 county health departments in Texas, 2021; the country 66.8%');
  const registry = withRows(of('TX'), 'states-departments', []);
  expect(plain(states.takeaway(registry))).toBe('Hospitals of Texas in the registry: 456');
});

test('a registry without departments has no columns for them', () => {
  const alone = withRows(figures, 'states-departments', []);
  expect(drawPicture(states, alone, 1104).markup).not.toMatch(/departments/);
});

test('the share of a list that was not looked at in full is counted of those looked at', () => {
  const rows = figures['states-departments'].rows.map((row) =>
    row.id === 'US.facebook' ? { ...row, present: 1667, absent: 1001, value: 62.48 } : row,
  );
  const partly = drawPicture(states, withRows(figures, 'states-departments', rows), 1104).markup;
  // 1,667 and 1,001 add up to 2,668.
  expect(partly.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')).toContain(
    '1,667 of 2,668 county health departments looked at',
  );
});
