/**
 * Whether 14 digits are a SIRET: the Luhn sum is a multiple of 10.
 * Source: INSEE, structure of SIREN and SIRET numbers (La Poste's own establishments aside).
 */
export function isSiret(digits: string): boolean {
  if (!/^\d{14}$/.test(digits)) return false;
  const sum = [...digits].reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 0 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
}
