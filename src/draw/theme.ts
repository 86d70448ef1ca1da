/**
 * Colour by role. A picture names a role; the page turns roles into CSS custom properties, static output into hex.
 *
 * Data hues were searched for distance between every pair under normal sight and simulated protanopia, deuteranopia and
 * tritanopia (Machado, Oliveira and Fernandes 2009), at 3:1 or more against their ground; test/draw/theme.test.ts holds them to it.
 */

import type { Network } from '../records.ts';

export type Mode = 'light' | 'dark' | 'print';
/** `paper`: the sheet. `tint`: a quiet wash of it. `band`: a full-width band of deep colour. */
export type Ground = 'paper' | 'tint' | 'band';

export const ROLES = [
  /** The ground itself. */
  'paper',
  /** A quiet area upon the ground: plates, tracks, the wash of a band of rows. Decoration only. */
  'wash',
  /** Text and firm lines. */
  'ink',
  /** Second voice: labels, fine print. 4.5:1. */
  'ink2',
  /** Quiet graphics: pictograms not counted, guide dots. 3:1. */
  'ink3',
  /** Hairlines that carry no meaning. */
  'rule',
  /** The finding of the panel, and the thread. 4.5:1. */
  'accent',
  /** Text upon an accent area. */
  'onAccent',
  'data1',
  'data2',
  'data3',
  'data4',
  'data5',
  'data6',
  'data7',
] as const;
export type Role = (typeof ROLES)[number];

type Palette = Readonly<Record<Role, string>>;

const LIGHT: Palette = {
  paper: '#F6EFE2',
  wash: '#EDE4D2',
  ink: '#1B2430',
  ink2: '#4F5358',
  ink3: '#7F7768',
  rule: '#D8CCB6',
  accent: '#BE2E16',
  onAccent: '#FFFFFF',
  data1: '#A17400',
  data2: '#5B2F83',
  data3: '#0B8779',
  data4: '#4C6B26',
  data5: '#3B78CC',
  data6: '#073F55',
  data7: '#8A5348',
};

const DARK: Palette = {
  paper: '#12181F',
  wash: '#1C242D',
  ink: '#F1E9DA',
  ink2: '#BDB7AA',
  ink3: '#7F8286',
  rule: '#333C46',
  accent: '#FF6F47',
  onAccent: '#12181F',
  data1: '#F2C443',
  data2: '#AE97CE',
  data3: '#2FDCC4',
  data4: '#9AD281',
  data5: '#6CA3FA',
  data6: '#5470E8',
  data7: '#BF7D7A',
};

/** Greys that stay apart on a laser printer; the accent is the blackest thing on the sheet. */
const PRINT: Palette = {
  paper: '#FFFFFF',
  wash: '#F0F0F0',
  ink: '#111111',
  ink2: '#3C3C3C',
  ink3: '#868686',
  rule: '#C8C8C8',
  accent: '#000000',
  onAccent: '#FFFFFF',
  data1: '#7A7A7A',
  data2: '#2B2B2B',
  data3: '#5E5E5E',
  data4: '#474747',
  data5: '#6C6C6C',
  data6: '#1C1C1C',
  data7: '#545454',
};

const BAND: Palette = {
  paper: '#16323B',
  wash: '#1E3F49',
  ink: '#F6EFE2',
  ink2: '#C6CFCB',
  ink3: '#8A9FA2',
  rule: '#39565E',
  accent: '#FF8A61',
  onAccent: '#16323B',
  data1: '#FFB638',
  data2: '#B09ABD',
  data3: '#60E3C2',
  data4: '#DDEE8A',
  data5: '#A9C9FF',
  data6: '#7C96F0',
  data7: '#BC8683',
};

/** The tint is the paper with wash and ground exchanged. */
const tinted = (palette: Palette): Palette => ({ ...palette, paper: palette.wash, wash: palette.paper });

export const PALETTES: Readonly<Record<Mode, Readonly<Record<Ground, Palette>>>> = {
  light: { paper: LIGHT, tint: tinted(LIGHT), band: BAND },
  dark: { paper: DARK, tint: tinted(DARK), band: { ...BAND, paper: '#1B343D', wash: '#24424C' } },
  print: { paper: PRINT, tint: tinted(PRINT), band: PRINT },
};

/** Use as `fill={ink('accent')}`: a CSS variable on the page, hex after `resolveColours`. */
export function ink(role: Role): string {
  return `var(--${role})`;
}

/**
 * One hue a network, everywhere, and never its brand's. Networks beyond the seven hues share the quiet ink:
 * their label tells them apart.
 */
const NETWORK_ROLES: Partial<Readonly<Record<Network, Role>>> = {
  facebook: 'data1',
  x: 'data2',
  youtube: 'data3',
  linkedin: 'data4',
  blog: 'data5',
  foursquare: 'data6',
  instagram: 'data7',
};

export function networkRole(network: Network): Role {
  return NETWORK_ROLES[network] ?? 'ink2';
}

/** Replaces every role in finished markup by plain hex, for renderers that know no CSS variables. */
export function resolveColours(markup: string, mode: Mode, ground: Ground): string {
  const palette: Readonly<Record<string, string>> = PALETTES[mode][ground];
  return markup.replace(/var\(--([A-Za-z0-9]+)\)/g, (_, role: string) => {
    const hex = palette[role];
    if (!hex) throw new Error(`unknown colour role "${role}" in a picture: use one of ${ROLES.join(', ')}`);
    return hex;
  });
}

/** The custom properties of one ground as CSS declarations. */
export function colourDeclarations(mode: Mode, ground: Ground): string {
  const palette = PALETTES[mode][ground];
  return ROLES.map((role) => `--${role}:${palette[role]}`).join(';');
}
