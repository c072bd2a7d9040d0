import type { Locale } from "./locale.ts";

/** What a person reads for each code that signing in, up or out may answer. */
const messages: Record<string, Record<Locale, string>> = {
  INVALID_EMAIL_OR_PASSWORD: {
    fr: "Adresse ou mot de passe incorrect.",
    en: "Wrong address or password.",
  },
  INVALID_PASSWORD: { fr: "Mot de passe incorrect.", en: "Wrong password." },
  INVALID_EMAIL: {
    fr: "Cette adresse e-mail n’est pas valable.",
    en: "This e-mail address is not valid.",
  },
  PASSWORD_TOO_SHORT: {
    fr: "Choisissez un mot de passe d’au moins 10 caractères.",
    en: "Choose a password of at least 10 characters.",
  },
  PASSWORD_TOO_LONG: {
    fr: "Ce mot de passe dépasse 128 caractères.",
    en: "This password is longer than 128 characters.",
  },
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: {
    fr: "Cette adresse a déjà un compte. Connectez-vous, ou demandez un nouveau mot de passe.",
    en: "This address already has an account. Sign in, or ask for a new password.",
  },
  EMAIL_NOT_VERIFIED: {
    fr: "Confirmez d’abord votre adresse : un lien vient de vous être envoyé.",
    en: "Confirm your address first: a link has just been sent to you.",
  },
  INVALID_TOKEN: {
    fr: "Ce lien a déjà servi ou n’est plus valable. Demandez-en un nouveau.",
    en: "This link has been used or is no longer valid. Ask for a new one.",
  },
  TOKEN_EXPIRED: {
    fr: "Ce lien n’est plus valable. Demandez-en un nouveau.",
    en: "This link is no longer valid. Ask for a new one.",
  },
  INVALID_CODE: { fr: "Ce code n’est pas le bon.", en: "This is not the right code." },
  INVALID_BACKUP_CODE: {
    fr: "Ce code de secours est inconnu ou a déjà servi.",
    en: "This backup code is unknown or has been used.",
  },
  INVALID_TWO_FACTOR_COOKIE: {
    fr: "La vérification a expiré. Connectez-vous à nouveau.",
    en: "The verification has expired. Sign in again.",
  },
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: {
    fr: "Trop d’essais. Connectez-vous à nouveau pour recommencer.",
    en: "Too many attempts. Sign in again to start over.",
  },
  ACCOUNT_TEMPORARILY_LOCKED: {
    fr: "Trop d’essais. Réessayez dans 15 minutes.",
    en: "Too many attempts. Try again in 15 minutes.",
  },
  TOO_MANY_REQUESTS: {
    fr: "Trop d’essais. Patientez un peu avant de recommencer.",
    en: "Too many attempts. Wait a little before trying again.",
  },
  NAME_REQUIRED: { fr: "Indiquez votre nom.", en: "Give your name." },
  ORGANIZATION_NAME_INVALID: {
    fr: "Le nom de la structure compte de 1 à 200 caractères.",
    en: "The name of the organization has 1 to 200 characters.",
  },
  MISSING_RESPONSE: {
    fr: "La vérification anti-robot n’a pas abouti. Rechargez la page.",
    en: "The bot check did not complete. Reload the page.",
  },
  VERIFICATION_FAILED: {
    fr: "La vérification anti-robot a échoué. Rechargez la page.",
    en: "The bot check failed. Reload the page.",
  },
  UNKNOWN_INVITATION: {
    fr: "Cette invitation est inconnue.",
    en: "This invitation is unknown.",
  },
  INVITATION_OTHER_EMAIL: {
    fr: "Cette invitation a été envoyée à une autre adresse. Connectez-vous avec celle-ci.",
    en: "This invitation was sent to another address. Sign in with that one.",
  },
  INVITATION_REVOKED: {
    fr: "Cette invitation a été annulée. Demandez-en une nouvelle.",
    en: "This invitation was revoked. Ask for a new one.",
  },
  INVITATION_EXPIRED: {
    fr: "Cette invitation a expiré. Demandez-en une nouvelle.",
    en: "This invitation has expired. Ask for a new one.",
  },
  INVITATION_USED: {
    fr: "Cette invitation a déjà été acceptée.",
    en: "This invitation has already been accepted.",
  },
};

const other = {
  fr: "La connexion n’a pas abouti. Réessayez, ou demandez un lien de connexion.",
  en: "Signing in did not work. Try again, or ask for a sign-in link.",
};

/** The sentence for a code of better-auth or of this room. */
export function accountMessage(code: string | undefined, locale: Locale): string {
  return (messages[code ?? ""] ?? other)[locale];
}

/** Every code that has a sentence of its own. */
export const accountCodes = Object.keys(messages);
