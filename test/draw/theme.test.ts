import { expect, test } from 'vitest';
import { NETWORKS } from '../../src/records.ts';
import {
  PALETTES,
  ROLES,
  ink,
  networkRole,
  resolveColours,
  type Ground,
  type Mode,
} from '../../src/draw/theme.ts';

type Rgb = readonly [number, number, number];

/** Linear light of a hex colour, by the formula of WCAG 2.2. */
function linear(hex: string): Rgb {
  const part = (from: number) => {
    const value = parseInt(hex.slice(from, from + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low, high] = [luminance(a), luminance(b)].sort((one, other) => one - other);
  return (high + 0.05) / (low + 0.05);
}

const SCREENS: readonly (readonly [Mode, Ground])[] = (['light', 'dark', 'print'] as const).flatMap((mode) =>
  (['paper', 'tint', 'band'] as const).map((ground) => [mode, ground] as const),
);

test.each(SCREENS)('%s %s: text reads at 4.5:1 and graphics at 3:1 against the ground', (mode, ground) => {
  const palette = PALETTES[mode][ground];
  for (const role of ['ink', 'ink2', 'accent'] as const) {
    expect(contrast(palette[role], palette.paper), role).toBeGreaterThanOrEqual(4.5);
  }
  expect(contrast(palette.onAccent, palette.accent)).toBeGreaterThanOrEqual(4.5);
  for (const role of ROLES.filter((name) => name.startsWith('data') || name === 'ink3')) {
    expect(contrast(palette[role], palette.paper), role).toBeGreaterThanOrEqual(3);
  }
});

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear light. */
const SIGHT: Readonly<Record<string, readonly Rgb[]>> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** CIELAB of a colour as a kind of sight sees it. */
function lab(hex: string, sight: readonly Rgb[]): Rgb {
  const light = linear(hex);
  const [r, g, b] = sight.map((row) =>
    Math.min(1, Math.max(0, row[0] * light[0] + row[1] * light[1] + row[2] * light[2])),
  );
  const f = (t: number) => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Two hues this far apart in CIELAB are told apart side by side without effort; just noticeable is 2.3. */
const APART = 9;

test.each(SCREENS.filter(([mode]) => mode !== 'print'))(
  '%s %s: data hues stay apart for every kind of sight',
  (mode, ground) => {
    const palette = PALETTES[mode][ground];
    const hues = ROLES.filter((role) => role.startsWith('data'));
    for (const [name, sight] of Object.entries(SIGHT)) {
      for (const [index, one] of hues.entries()) {
        for (const other of hues.slice(index + 1)) {
          const [a, b] = [lab(palette[one], sight), lab(palette[other], sight)];
          const distance = Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
          expect(distance, `${one} and ${other}, ${name}`).toBeGreaterThanOrEqual(APART);
        }
      }
    }
  },
);

test('the greys of print stay apart in lightness from the paper, and hold no hue', () => {
  for (const hex of Object.values(PALETTES.print.paper)) {
    expect(new Set([hex.slice(1, 3), hex.slice(3, 5), hex.slice(5, 7)]).size, hex).toBe(1);
  }
});

test('every network has one hue or the quiet ink, and the seven hues go to seven networks', () => {
  const hues = NETWORKS.map(networkRole).filter((role) => role !== 'ink2');
  expect(hues).toHaveLength(7);
  expect(new Set(hues).size).toBe(7);
});

test('static output holds hex only, and an unknown role is an error', () => {
  const markup = `<path fill="${ink('accent')}" stroke="${ink('ink')}"/>`;
  expect(resolveColours(markup, 'light', 'paper')).toBe('<path fill="#BE2E16" stroke="#1B2430"/>');
  expect(() => resolveColours('<path fill="var(--pink)"/>', 'light', 'paper')).toThrow(
    'unknown colour role "pink"',
  );
});
