/* Sends JSON and says in one word how that went, so that whoever sent it knows whether to try again. */
((desk) => {
  const PATIENCE = 20000;

  // The token changes when somebody signs in again in another tab, and the page keeps the old one.
  const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? window.wagtailConfig?.CSRF_TOKEN ?? "";

  // Another person may sign in, in another tab: what is typed here is not theirs.
  const drawnFor = () => document.querySelector("[data-desk-person-value]")?.dataset.deskPersonValue ?? "";

  const parsed = async (response) => {
    try {
      return await response.json();
    } catch {
      return null;
    }
  };

  const howOf = (response, answer) => {
    // Whoever is not signed in is led to where one signs in.
    if (response.status === 401 && answer?.is_other) return "somebody-else";
    if (response.type === "opaqueredirect" || response.status === 401) return "signed-out";
    if (response.status >= 500 || response.status === 429) return "trouble";
    if (response.status === 403) return answer?.detail ? "forbidden" : "signed-out";
    if (response.status === 409) return "conflict";
    if (!response.ok) return "refused";
    return answer ? "done" : "trouble";
  };

  /* Return {how, answer}; how is done, conflict, refused, forbidden, or one that another try may help: away,
     signed-out, somebody-else, trouble. Never throws. */
  const post = async (url, body, { isLast = false } = {}) => {
    try {
      const response = await fetch(url, {
        method: "POST",
        headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": token(), "X-Drawn-For": drawnFor() },
        body: JSON.stringify(body),
        redirect: "manual",
        keepalive: isLast,
        signal: AbortSignal.timeout(PATIENCE),
      });
      const answer = response.type === "opaqueredirect" ? null : await parsed(response);
      return { how: howOf(response, answer), answer: answer ?? {} };
    } catch {
      return { how: "away", answer: {} };
    }
  };

  /* Return a fragment of a page, or null. */
  const fetched = async (url, signal) => {
    const response = await fetch(url, { redirect: "manual", signal, headers: { Accept: "text/html", "X-Drawn-For": drawnFor() } });
    return response.ok ? response.text() : null;
  };

  Object.assign(desk, { sending: { post, fetched, isWorthRetrying: (how) => ["away", "signed-out", "somebody-else", "trouble"].includes(how) } });
})((window.TranslationDesk ??= {}));
