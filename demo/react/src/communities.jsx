import "communities-of-practice";

// A function of the module: another one at each render would count as another reader.
/** A short-lived token of whoever is signed in to this application; none for nobody. */
async function token() {
  const answer = await fetch("/token", { cache: "no-store" });
  return answer.status === 200 ? answer.text() : null;
}

/** The element, with its event and its property as React 19 writes them. */
export function Communities({ server, community, onJoined }) {
  return (
    <communities-of-practice
      server={server}
      community={community}
      tokenProvider={token}
      oncop-joined={(event) => onJoined(event.detail)}
    >
      <a href={`${server}/c`}>Communities of practice</a>
    </communities-of-practice>
  );
}
