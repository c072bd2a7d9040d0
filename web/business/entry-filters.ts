import { expenseCategories, incomeCategories } from "#tools/business/categories.ts";

/** How many days back a period goes, today included. */
export const periods = { month: 30, quarter: 90, year: 365 } as const;

/** A kind of entry, or a kind and a category: `expense`, `expense.transport`. */
export const kinds: readonly string[] = [
  "expense",
  "income",
  ...expenseCategories.map((category) => `expense.${category}`),
  ...incomeCategories.map((category) => `income.${category}`),
];

/** What the list of entries is asked for such a kind. */
export function kindInput(kind: string | undefined) {
  const [side, name] = kind?.split(".") ?? [];
  const expense = expenseCategories.find((one) => side === "expense" && one === name);
  const income = incomeCategories.find((one) => side === "income" && one === name);
  const entryKind = (["expense", "income"] as const).find((one) => one === side);
  return {
    ...(entryKind && { entry_kind: entryKind }),
    ...(expense && { expense_category: expense }),
    ...(income && { income_category: income }),
  };
}
