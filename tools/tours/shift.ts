import { shiftDay } from "#recognise/index.ts";
import { shift } from "../core/fields.ts";

/** « décale de cinq ans », « avance de deux jours »: negative is earlier. */
export const shiftFields = {
  shift_years: shift().optional(),
  shift_months: shift().optional(),
  shift_days: shift().optional(),
};

type Shift = {
  shift_years?: number | undefined;
  shift_months?: number | undefined;
  shift_days?: number | undefined;
};

export function isShift(input: Shift): boolean {
  return Boolean(input.shift_years || input.shift_months || input.shift_days);
}

export function shifted(day: string, input: Shift): string {
  return shiftDay(day, {
    years: input.shift_years ?? 0,
    months: input.shift_months ?? 0,
    days: input.shift_days ?? 0,
  });
}
