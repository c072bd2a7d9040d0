import type { Locale } from "./locale.ts";

export type Words = { subject: string; text: string };
type Write = (name: string, link: string) => Record<Locale, Words>;

const hello = (greeting: string, name: string) => (name ? `${greeting} ${name},` : `${greeting},`);

const signIn: Write = (name, link) => ({
  fr: {
    subject: "Votre lien de connexion à KONCERT",
    text: `${hello("Bonjour", name)}\n\nOuvrez ce lien pour vous connecter. Il est valable 10 minutes et ne sert qu’une fois :\n${link}\n\nSi vous n’avez rien demandé, ignorez ce message : personne ne peut se connecter sans ce lien.\n`,
  },
  en: {
    subject: "Your sign-in link for KONCERT",
    text: `${hello("Hello", name)}\n\nOpen this link to sign in. It lasts 10 minutes and works once:\n${link}\n\nIf you did not ask for it, ignore this message: nobody can sign in without this link.\n`,
  },
});

const resetPassword: Write = (name, link) => ({
  fr: {
    subject: "Choisir un nouveau mot de passe KONCERT",
    text: `${hello("Bonjour", name)}\n\nOuvrez ce lien dans l’heure pour choisir un nouveau mot de passe :\n${link}\n\nVos autres appareils seront déconnectés. Si vous n’avez rien demandé, ignorez ce message : votre mot de passe reste le même.\n`,
  },
  en: {
    subject: "Choose a new KONCERT password",
    text: `${hello("Hello", name)}\n\nOpen this link within an hour to choose a new password:\n${link}\n\nYour other devices will be signed out. If you did not ask for it, ignore this message: your password stays the same.\n`,
  },
});

const verifyEmail: Write = (name, link) => ({
  fr: {
    subject: "Confirmez votre adresse e-mail",
    text: `${hello("Bonjour", name)}\n\nPour ouvrir votre compte KONCERT, confirmez votre adresse en ouvrant ce lien dans l’heure :\n${link}\n\nSi vous n’avez pas créé de compte, ignorez ce message.\n`,
  },
  en: {
    subject: "Confirm your e-mail address",
    text: `${hello("Hello", name)}\n\nTo open your KONCERT account, confirm your address by opening this link within an hour:\n${link}\n\nIf you did not create an account, ignore this message.\n`,
  },
});

const accountExists: Write = (name, link) => ({
  fr: {
    subject: "Vous avez déjà un compte KONCERT",
    text: `${hello("Bonjour", name)}\n\nQuelqu’un a voulu créer un compte avec votre adresse, qui en a déjà un. Pour vous connecter :\n${link}\n\nSi ce n’était pas vous, rien n’a changé.\n`,
  },
  en: {
    subject: "You already have a KONCERT account",
    text: `${hello("Hello", name)}\n\nSomeone tried to create an account with your address, which has one already. To sign in:\n${link}\n\nIf it was not you, nothing has changed.\n`,
  },
});

const passwordChanged: Write = (name, link) => ({
  fr: {
    subject: "Votre mot de passe KONCERT a changé",
    text: `${hello("Bonjour", name)}\n\nLe mot de passe de votre compte vient d’être changé. Si ce n’était pas vous, choisissez-en un nouveau sans attendre :\n${link}\n`,
  },
  en: {
    subject: "Your KONCERT password has changed",
    text: `${hello("Hello", name)}\n\nThe password of your account has just been changed. If it was not you, choose a new one at once:\n${link}\n`,
  },
});

/** What the accounts service writes to people. */
export const letters = { signIn, resetPassword, verifyEmail, accountExists, passwordChanged };

export type LetterName = keyof typeof letters;
