/**
 * The digits that the server gives back for a number: no sign `+`, no leading zeros, exponents written out, trailing
 * zeros kept. https://www.postgresql.org/docs/18/datatype-numeric.html
 */
export const canonicalNumber = (text: string): string | null => {
  const found = /^\s*([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,4}))?\s*$/.exec(text);
  if (found === null) return null;
  const [sign, whole, fraction, power] = [found[1] ?? '', found[2] ?? '', found[3] ?? '', Number(found[4] ?? '0')];
  if (whole === '' && fraction === '') return null;
  const digits = whole + fraction;
  const scale = Math.max(fraction.length - power, 0);
  // The point stands `scale` digits from the right once the digits are filled up on either side.
  const filled = (power > fraction.length ? digits + '0'.repeat(power - fraction.length) : digits).padStart(
    scale + 1,
    '0',
  );
  const left = filled.slice(0, filled.length - scale).replace(/^0+(?=\d)/, '');
  const right = filled.slice(filled.length - scale);
  const number = right === '' ? left : `${left}.${right}`;
  return sign === '-' && /[1-9]/.test(number) ? `-${number}` : number;
};
