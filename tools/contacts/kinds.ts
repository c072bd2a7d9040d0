export const contactKinds = ["fan", "pro", "venue", "media", "partner"] as const;
export type ContactKind = (typeof contactKinds)[number];

export const contactKindWords: Record<ContactKind, { fr: string; en: string }> = {
  fan: { fr: "Public", en: "Fan" },
  pro: { fr: "Professionnel", en: "Professional" },
  venue: { fr: "Lieu", en: "Venue" },
  media: { fr: "Média", en: "Media" },
  partner: { fr: "Partenaire", en: "Partner" },
};

export const consentChannels = ["email", "sms", "phone", "post", "ads"] as const;
export type ConsentChannel = (typeof consentChannels)[number];

/** As they stand after « pour » and “for”. */
export const consentChannelWords: Record<ConsentChannel, { fr: string; en: string }> = {
  email: { fr: "l’e-mail", en: "e-mail" },
  sms: { fr: "le SMS", en: "SMS" },
  phone: { fr: "le téléphone", en: "phone" },
  post: { fr: "le courrier", en: "post" },
  ads: { fr: "la publicité ciblée", en: "targeted ads" },
};

export const consentStatuses = ["granted", "withdrawn"] as const;
