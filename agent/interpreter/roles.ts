import type { LeftOut } from "./compare.ts";
import type { Group } from "./groups.ts";
import type { KnownTool, Knowledge, Observation } from "./learn.ts";

const like = { before: 0.35, beforeThat: 0.08, after: 0.12, near: 0.2, index: 0.25 };

function likeness(seen: Observation["group"], group: Group): number {
  let score = 0;
  if (seen.before === group.before) score += like.before;
  if (seen.beforeThat === group.beforeThat) score += like.beforeThat;
  if (seen.after === group.after) score += like.after;
  if (seen.near.some((word) => group.near.includes(word))) score += like.near;
  if (seen.index === group.index && seen.count > 1 === group.count > 1) score += like.index;
  return score;
}

const weight = { own: 0.4, rival: 0.3, unseen: -0.15, elsewhere: 0.2 };

/**
 * How the examples would have this group stand in a field: by its prepositions and order in the
 * tool's own examples, else in those of other tools with a field of that name. -0.3 to 0.4.
 */
export function roleOf(
  knowledge: Knowledge,
  known: KnownTool,
  field: string,
  group: Group,
  except?: LeftOut,
): number {
  let mine = -1;
  let rival = 0;
  let seen = false;
  for (const one of known.observations) {
    if (
      one.family !== group.family ||
      (except?.tool === known.tool.name && one.example === except.example)
    )
      continue;
    seen = true;
    const score = likeness(one.group, group);
    if (one.field === field) mine = Math.max(mine, score);
    else rival = Math.max(rival, score);
  }
  if (mine >= 0) return weight.own * mine - weight.rival * Math.max(0, rival - mine);
  let elsewhere = 0;
  for (const { tool, observation } of knowledge.roles.get(field) ?? []) {
    if (tool === known.tool.name || observation.family !== group.family) continue;
    elsewhere = Math.max(elsewhere, likeness(observation.group, group));
  }
  return weight.elsewhere * elsewhere + (seen ? weight.unseen : 0);
}
