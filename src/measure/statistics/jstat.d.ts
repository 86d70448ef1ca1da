/** The part of jStat that distributions.ts uses; the package ships no types of its own. */
declare module 'jstat' {
  interface JStat {
    readonly normal: {
      readonly inv: (probability: number, mean: number, standardDeviation: number) => number;
      readonly cdf: (x: number, mean: number, standardDeviation: number) => number;
    };
    readonly studentt: {
      readonly inv: (probability: number, df: number) => number;
      readonly cdf: (x: number, df: number) => number;
    };
    readonly beta: { readonly inv: (probability: number, a: number, b: number) => number };
    readonly gammaln: (x: number) => number;
  }
  const library: { readonly jStat: JStat };
  export = library;
}
