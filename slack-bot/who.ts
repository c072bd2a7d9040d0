import type { Context } from "#tools/core/context.ts";
import type { Locale } from "#tools/core/text.ts";
import { openSlackLink, slackPerson } from "#database/slack.ts";
import { linkToken } from "#tools/ticketing/link-tokens.ts";
import type { Parts, Place } from "./parts.ts";

type Profile = { name: string; email: string | null; locale: Locale; outside: boolean };

export type Who =
  | { kind: "member"; name: string; locale: Locale; context(callId?: string): Context }
  /** A guest, a bot, or somebody of another workspace: nothing is open to them. */
  | { kind: "guest"; locale: Locale }
  | { kind: "unlinked"; locale: Locale };

const keptMs = 60_000;
const keptPeople = 5_000;
const kept = new WeakMap<object, Map<string, { profile: Profile; until: number }>>();

/**
 * The member whom a Slack user acts as. Their rights are read anew at each call; what Slack says of
 * them, a guest or not, is kept for a minute.
 */
export async function whoIs(parts: Parts, { client, team, user }: Place): Promise<Who> {
  const profile = await profileOf(parts, { client, team, user });
  if (profile.outside) return { kind: "guest", locale: profile.locale };
  const person = await slackPerson(parts.database, team, user);
  if (!person) return { kind: "unlinked", locale: profile.locale };
  const { organizationId, userId, name, locale } = person;
  return {
    kind: "member",
    name,
    locale,
    context: (callId = crypto.randomUUID()) => ({
      database: parts.database,
      integrations: parts.integrations,
      actor: { kind: "member", userId, organizationId, via: "slack" },
      locale,
      now: new Date(),
      callId,
    }),
  };
}

/** The address that ties this Slack user to the member who opens it. */
export async function linkFor(parts: Parts, place: Place): Promise<string> {
  const { team, user } = place;
  const { name, email } = await profileOf(parts, place);
  const id = await openSlackLink(parts.database, { team, user, name, email });
  if (!id) throw new Error("no such workspace");
  const link = linkToken(parts.integrations.secrets, "slack", id);
  return `${parts.env.KONCERT_URL}/slack?${new URLSearchParams({ link })}`;
}

async function profileOf(parts: Parts, { client, team, user }: Place): Promise<Profile> {
  const people = kept.get(parts.database) ?? new Map();
  kept.set(parts.database, people);
  const key = `${team} ${user}`;
  const known = people.get(key);
  if (known && known.until > Date.now()) return known.profile;
  const { user: told } = await client.users.info({ user, include_locale: true });
  const profile: Profile = {
    name: told?.profile?.real_name || told?.real_name || told?.name || user,
    email: told?.profile?.email ?? null,
    locale: told?.locale?.startsWith("en") ? "en" : "fr",
    outside:
      !told ||
      told.deleted === true ||
      told.is_bot === true ||
      told.is_restricted === true ||
      told.is_ultra_restricted === true ||
      told.is_stranger === true ||
      (told.team_id !== undefined && told.team_id !== team),
  };
  if (people.size >= keptPeople) people.clear();
  people.set(key, { profile, until: Date.now() + keptMs });
  return profile;
}
