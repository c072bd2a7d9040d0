import { addAccommodation } from "./add-accommodation.ts";
import { addTeamMember } from "./add-team-member.ts";
import { addTransport } from "./add-transport.ts";
import { brief } from "./brief.ts";
import { cancelPerformances } from "./cancel-performances.ts";
import { challengeHold } from "./challenge-hold.ts";
import { confirmPerformances } from "./confirm-performances.ts";
import { createArtist } from "./create-artist.ts";
import { createPerformance } from "./create-performance.ts";
import { createProduction } from "./create-production.ts";
import { createTour } from "./create-tour.ts";
import { createVenue } from "./create-venue.ts";
import { findClashes } from "./find-clashes.ts";
import { findConsecutive } from "./find-consecutive.ts";
import { findFreeDays } from "./find-free-days.ts";
import { findVenues } from "./find-venues.ts";
import { getArtist } from "./get-artist.ts";
import { getDistance } from "./get-distance.ts";
import { getPerformance } from "./get-performance.ts";
import { getTour } from "./get-tour.ts";
import { listMissing } from "./list-missing.ts";
import { listPerformances } from "./list-performances.ts";
import { listTours } from "./list-tours.ts";
import { markPlayed } from "./mark-played.ts";
import { movePerformance } from "./move-performance.ts";
import { planTour } from "./plan-tour.ts";
import { setAdvancing } from "./set-advancing.ts";
import { setDay } from "./set-day.ts";
import { setHold } from "./set-hold.ts";
import { shiftPerformances } from "./shift-performances.ts";
import { updateArtist } from "./update-artist.ts";
import { updatePerformance } from "./update-performance.ts";
import { updateProduction } from "./update-production.ts";
import { updateSchedule } from "./update-schedule.ts";
import { updateTour } from "./update-tour.ts";
import { updateVenue } from "./update-venue.ts";

export const toursTools = [
  createArtist,
  updateArtist,
  getArtist,
  createProduction,
  updateProduction,
  createVenue,
  updateVenue,
  findVenues,
  createTour,
  planTour,
  updateTour,
  listTours,
  getTour,
  setDay,
  brief,
  createPerformance,
  updatePerformance,
  updateSchedule,
  movePerformance,
  shiftPerformances,
  setHold,
  challengeHold,
  confirmPerformances,
  cancelPerformances,
  markPlayed,
  listPerformances,
  getPerformance,
  findFreeDays,
  findConsecutive,
  findClashes,
  getDistance,
  listMissing,
  addTransport,
  addAccommodation,
  setAdvancing,
  addTeamMember,
] as const;
