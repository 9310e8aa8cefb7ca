// The intranet's own script: it tells the widgets on the page who is signed in.

/** A short-lived token for the person who is signed in to the intranet; nothing for nobody. */
async function token() {
  const answer = await fetch("/token", { cache: "no-store" });
  if (answer.status === 204) return null;
  if (!answer.ok) throw new Error(`the intranet gave no token (${answer.status})`);
  return answer.text();
}

// Also works where the element is defined later: properties set before count.
for (const element of document.querySelectorAll("communities-of-practice, iframe[data-cop]")) {
  element.tokenProvider = token;
}

document.addEventListener("cop-auth-required", () => {
  document.querySelector(".demo-bar")?.classList.add("is-wanted");
});
