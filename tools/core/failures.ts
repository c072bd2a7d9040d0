import type { Context } from "./context.ts";
import { ToolError } from "./errors.ts";
import type { Text } from "./text.ts";

type DatabaseError = Error & { code?: string; detail?: string; constraint?: string };

/** What a person may read of an error. What is unexpected is logged by call id and never shown. */
export function toToolError(thrown: unknown, context: Context, tool: string): ToolError {
  if (thrown instanceof ToolError) return thrown;
  const error = thrown as DatabaseError;
  const known = fromState(error);
  if (known) return known;
  console.error(
    JSON.stringify({
      level: "error",
      tool,
      callId: context.callId,
      code: error.code,
      message: error.message,
      stack: error.stack,
    }),
  );
  return new ToolError("internal", {
    fr: `Une erreur inattendue s’est produite ; rien n’a été modifié. Référence : ${context.callId}.`,
    en: `Something unexpected happened; nothing was changed. Reference: ${context.callId}.`,
  });
}

/** How the driver says, without a code, that the connection broke under a statement. */
const broken = /^Connection terminated|connection error and is not queryable/;

/** SQLSTATE to code. `KCnnn` are raised by our own functions. */
function fromState(error: DatabaseError): ToolError | undefined {
  switch (error.code ?? (broken.test(error.message) ? "08006" : "")) {
    case "KC403":
    case "42501":
      return forbidden();
    case "KC404":
      return new ToolError("not_found", {
        fr: "Cet élément n’existe pas ou n’existe plus.",
        en: "This item does not exist or no longer exists.",
      });
    case "KC409":
      return new ToolError("conflict", stale(error));
    case "KC410":
      return new ToolError("conflict", {
        fr: "Cette action a déjà été annulée.",
        en: "This action was already undone.",
      });
    case "23505":
      return new ToolError("conflict", {
        fr: "Cela existe déjà.",
        en: "This already exists.",
      });
    case "23503":
      return new ToolError("conflict", {
        fr: "Un autre élément en dépend, ou l’élément visé n’existe pas.",
        en: "Something else depends on it, or the item it points to does not exist.",
      });
    case "23514":
      return new ToolError("invalid_input", limits[error.constraint ?? ""] ?? impossible);
    case "23502":
    case "22003":
    case "22007":
    case "22008":
    case "22P02":
    case "22P05":
    case "22021":
      return new ToolError("invalid_input", impossible);
    case "40001":
    case "40P01":
    case "55P03":
    case "57014":
      return new ToolError("unavailable", {
        fr: "La base était occupée ; rien n’a été modifié. Réessayez.",
        en: "The database was busy; nothing was changed. Try again.",
      });
    case "08006":
    case "08003":
    case "57P01":
    case "57P02":
    case "57P03":
    case "ECONNREFUSED":
    case "ECONNRESET":
    case "EPIPE":
      return new ToolError("unavailable", {
        fr: "La base de données ne répond pas. Réessayez dans un instant.",
        en: "The database does not answer. Try again in a moment.",
      });
    default:
      return undefined;
  }
}

export function forbidden() {
  return new ToolError("forbidden", {
    fr: "Votre rôle ne permet pas cette action. Demandez à un responsable de la structure.",
    en: "Your role does not allow this. Ask an owner of the organization.",
  });
}

const impossible: Text = {
  fr: "Une des valeurs n’est pas possible ici.",
  en: "One of the values is not possible here.",
};

/** Limits that the database keeps under contention, by the name of their constraint. */
const limits: Record<string, Text> = {
  ticket_types_quota_holds: {
    fr: "Le quota de ce tarif ne peut pas descendre sous ce qui est vendu ou retenu.",
    en: "The quota of this ticket type cannot go below what is sold or held.",
  },
  ticket_types_order_bounds: {
    fr: "Le minimum par commande ne peut pas dépasser le maximum.",
    en: "The minimum per order cannot be above the maximum.",
  },
  allotments_fit_quota: {
    fr: "Ce contingent dépasse ce qui reste du quota de ce tarif.",
    en: "This allotment is more than what is left of the quota of this ticket type.",
  },
  allotments_fit_capacity: {
    fr: "Ce contingent dépasse ce qui reste de la jauge.",
    en: "This allotment is more than what is left of the capacity.",
  },
  performances_capacity_holds: {
    fr: "La jauge ne peut pas descendre sous ce qui est vendu ou retenu.",
    en: "The capacity cannot go below what is sold or held.",
  },
  guests_quota_holds: {
    fr: "La liste d’invités n’a plus assez de places.",
    en: "The guest list has not enough places left.",
  },
};

const reasons: Record<string, Text> = {
  changed_later: {
    fr: "une modification plus récente s’appuie dessus",
    en: "a later change stands on it",
  },
  deleted_later: { fr: "l’élément a été supprimé depuis", en: "the item was deleted since" },
  added_later: { fr: "des éléments y ont été ajoutés depuis", en: "items were added to it since" },
  needed_elsewhere: { fr: "un autre élément en dépend", en: "something else depends on it" },
  taken_meanwhile: { fr: "la place a été prise entre-temps", en: "its place was taken meanwhile" },
  no_longer_possible: {
    fr: "l’état actuel ne le permet plus",
    en: "the present state no longer allows it",
  },
  irreversible: {
    fr: "cette action ne peut pas être reprise",
    en: "this action cannot be taken back",
  },
  last_owner: {
    fr: "la structure doit garder au moins un propriétaire",
    en: "the organization must keep at least one owner",
  },
  decided: { fr: "la demande a déjà été décidée", en: "the request was already decided" },
};

/** KC409 carries `{table, row_id, reason}` in its detail. */
function stale(error: DatabaseError): Text {
  const reason = reasons[readReason(error.detail)];
  return {
    fr: `Impossible : ${reason?.fr ?? "l’état a changé entre-temps"}. Rien n’a été modifié.`,
    en: `Not possible: ${reason?.en ?? "the state changed meanwhile"}. Nothing was changed.`,
  };
}

function readReason(detail: string | undefined): string {
  try {
    return String((JSON.parse(detail ?? "{}") as { reason?: unknown }).reason);
  } catch {
    return "";
  }
}
