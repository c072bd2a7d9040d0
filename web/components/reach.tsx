/** A phone number that a phone dials. */
export function PhoneLink({ phone }: { phone: string }) {
  return (
    <a
      href={`tel:${phone.replace(/[^+\d]/g, "")}`}
      className="figures underline-offset-2 hover:underline"
    >
      {phone}
    </a>
  );
}

/** An address that a mail program writes to. */
export function EmailLink({ email }: { email: string }) {
  return (
    <a href={`mailto:${email}`} className="break-all underline-offset-2 hover:underline">
      {email}
    </a>
  );
}

/** A web site, by its own name. */
export function SiteLink({ href }: { href: string }) {
  if (!/^https?:\/\//i.test(href)) return <span className="break-all">{href}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer" className="break-all underline">
      {href.replace(/^https?:\/\//, "").replace(/\/$/, "")}
    </a>
  );
}
