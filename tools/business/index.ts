import { addExpense } from "./add-expense.ts";
import { addIncome } from "./add-income.ts";
import { deleteEntry } from "./delete-entry.ts";
import { getProfit } from "./get-profit.ts";
import { listEntries } from "./list-entries.ts";
import { setDeal } from "./set-deal.ts";
import { settlePerformance } from "./settle-performance.ts";
import { updateEntry } from "./update-entry.ts";

export const businessTools = [
  addExpense,
  addIncome,
  deleteEntry,
  getProfit,
  listEntries,
  setDeal,
  settlePerformance,
  updateEntry,
] as const;
