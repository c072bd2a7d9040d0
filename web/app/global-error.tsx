"use client";

/** Drawn when even the frame of the page failed, so without words of the catalogue. */
export default function GlobalError() {
  return (
    <html lang="fr">
      <body
        style={{
          fontFamily: "system-ui, sans-serif",
          padding: "4rem 2rem",
          maxWidth: "36rem",
          margin: "0 auto",
        }}
      >
        <h1>La page n’a pas pu s’afficher</h1>
        <p>
          Rien n’est perdu. Rechargez la page ; si cela continue, revenez dans quelques minutes.
        </p>
        <p lang="en">
          The page could not be shown. Nothing is lost: reload it, or come back in a few minutes.
        </p>
        <button type="button" onClick={() => window.location.reload()}>
          Recharger · Reload
        </button>
      </body>
    </html>
  );
}
