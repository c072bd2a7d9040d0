import { cancelPerformance } from "./cancel-performance.ts";
import { confirmPerformances } from "./confirm-performances.ts";
import { createArtist } from "./create-artist.ts";
import { createPerformance } from "./create-performance.ts";
import { createProduction } from "./create-production.ts";
import { movePerformances } from "./move-performances.ts";
import { planTour } from "./plan-tour.ts";
import { updateSchedule } from "./update-schedule.ts";

export const toursTools = [
  cancelPerformance,
  confirmPerformances,
  createArtist,
  createPerformance,
  createProduction,
  movePerformances,
  planTour,
  updateSchedule,
] as const;
