import { addAccommodation } from "./add-accommodation.ts";
import { addTeamMember } from "./add-team-member.ts";
import { addTransport } from "./add-transport.ts";
import { brief } from "./brief.ts";
import { cancelPerformances } from "./cancel-performances.ts";
import { challengeHold } from "./challenge-hold.ts";
import { clearDay } from "./clear-day.ts";
import { clearTimes } from "./clear-times.ts";
import { confirmPerformances } from "./confirm-performances.ts";
import { createArtist } from "./create-artist.ts";
import { createPerformance } from "./create-performance.ts";
import { createProduction } from "./create-production.ts";
import { createTour } from "./create-tour.ts";
import { createVenue } from "./create-venue.ts";
import { expireHolds } from "./expire-holds.ts";
import { findClashes } from "./find-clashes.ts";
import { findConsecutive } from "./find-consecutive.ts";
import { findFreeDays } from "./find-free-days.ts";
import { findVenues } from "./find-venues.ts";
import { getArtist } from "./get-artist.ts";
import { getCalendar } from "./get-calendar.ts";
import { getDaySheet } from "./get-day-sheet.ts";
import { getDistance } from "./get-distance.ts";
import { getPerformance } from "./get-performance.ts";
import { getProduction } from "./get-production.ts";
import { getTour } from "./get-tour.ts";
import { getVenue } from "./get-venue.ts";
import { listArtists } from "./list-artists.ts";
import { listMissing } from "./list-missing.ts";
import { listPerformances } from "./list-performances.ts";
import { listProductions } from "./list-productions.ts";
import { listTours } from "./list-tours.ts";
import { markPlayed } from "./mark-played.ts";
import { movePerformance } from "./move-performance.ts";
import { planTour } from "./plan-tour.ts";
import { removeAccommodation } from "./remove-accommodation.ts";
import { removeTeamMember } from "./remove-team-member.ts";
import { removeTransport } from "./remove-transport.ts";
import { saveNotes } from "./save-notes.ts";
import { setAdvancing } from "./set-advancing.ts";
import { setConfiguration } from "./set-configuration.ts";
import { setDay } from "./set-day.ts";
import { setHold } from "./set-hold.ts";
import { shiftPerformances } from "./shift-performances.ts";
import { shiftTimes } from "./shift-times.ts";
import { updateAccommodation } from "./update-accommodation.ts";
import { updateArtist } from "./update-artist.ts";
import { updatePerformance } from "./update-performance.ts";
import { updateProduction } from "./update-production.ts";
import { updateSchedule } from "./update-schedule.ts";
import { updateTeamMember } from "./update-team-member.ts";
import { updateTour } from "./update-tour.ts";
import { updateTransport } from "./update-transport.ts";
import { updateVenue } from "./update-venue.ts";

export const toursTools = [
  createArtist,
  updateArtist,
  getArtist,
  listArtists,
  createProduction,
  updateProduction,
  listProductions,
  getProduction,
  createVenue,
  updateVenue,
  findVenues,
  getVenue,
  setConfiguration,
  createTour,
  planTour,
  updateTour,
  listTours,
  getTour,
  setDay,
  clearDay,
  getCalendar,
  brief,
  createPerformance,
  updatePerformance,
  updateSchedule,
  shiftTimes,
  clearTimes,
  saveNotes,
  movePerformance,
  shiftPerformances,
  setHold,
  challengeHold,
  expireHolds,
  confirmPerformances,
  cancelPerformances,
  markPlayed,
  listPerformances,
  getPerformance,
  getDaySheet,
  findFreeDays,
  findConsecutive,
  findClashes,
  getDistance,
  listMissing,
  addTransport,
  updateTransport,
  removeTransport,
  addAccommodation,
  updateAccommodation,
  removeAccommodation,
  setAdvancing,
  addTeamMember,
  updateTeamMember,
  removeTeamMember,
] as const;
