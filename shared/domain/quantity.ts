/** Suffixes of a quantity, as powers of ten and of two (kubernetes/apimachinery, `pkg/api/resource/suffix.go`). */
const FACTORS: Readonly<Record<string, number>> = {
  n: 1e-9,
  u: 1e-6,
  m: 1e-3,
  '': 1,
  k: 1e3,
  M: 1e6,
  G: 1e9,
  T: 1e12,
  P: 1e15,
  E: 1e18,
  Ki: 2 ** 10,
  Mi: 2 ** 20,
  Gi: 2 ** 30,
  Ti: 2 ** 40,
  Pi: 2 ** 50,
  Ei: 2 ** 60,
};

const QUANTITY = /^\+?(\d+(?:\.\d*)?|\.\d+)(?:(n|u|m|k|M|G|T|P|E|[KMGTPE]i)|[eE]([+-]?\d{1,3}))?$/;

/**
 * Returns the number that a quantity of Kubernetes stands for, such as 0.5 for `500m` and 6442450944 for `6Gi`.
 *
 * @returns `undefined` for other texts, and for negative quantities, which no resource has
 */
export function quantity(text: string): number | undefined {
  const [, digits, suffix = '', exponent] = QUANTITY.exec(text.trim()) ?? [];
  if (digits === undefined) return undefined;
  const number =
    exponent === undefined
      ? Number(digits) * (FACTORS[suffix] ?? 1)
      : Number(`${digits}e${exponent}`);
  return Number.isFinite(number) ? number : undefined;
}
