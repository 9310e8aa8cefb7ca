import { useState } from "react";
import { Communities } from "./communities.jsx";

// Where `cargo run -p cop-demo` listens; another server is named when building.
const SERVER = import.meta.env.VITE_SERVER ?? "http://127.0.0.1:8080";
const COMMUNITY = import.meta.env.VITE_COMMUNITY;

/** A page of an application that knows nothing of communities but their tag. */
export function Page() {
  const [joined, setJoined] = useState([]);
  return (
    <main>
      <h1>Preventing falls</h1>
      <p>Who else works on this, and what do they know?</p>
      <Communities
        server={SERVER}
        community={COMMUNITY}
        onJoined={({ community }) => setJoined((before) => [...before, community])}
      />
      <p role="status">{joined.length > 0 && `You joined ${joined.join(", ")}.`}</p>
    </main>
  );
}
