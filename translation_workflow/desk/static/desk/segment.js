/* Draws what the server, or the keys, say of one piece: its state, findings, length and links. */
((desk) => {
  const part = (article, name) => article.querySelector(`[data-part="${name}"]`);

  const flag = (article, name, isSo) => article.toggleAttribute(`data-${name}`, Boolean(isSo));

  const button = (name, text, more = {}) => {
    const made = document.createElement("button");
    made.type = "button";
    made.className = "desk-quiet";
    made.textContent = text;
    Object.assign(made.dataset, { desk: name, ...more });
    return made;
  };

  const span = (className, text) => Object.assign(document.createElement("span"), { className, textContent: text });

  const finding = (found, telling) => {
    const item = document.createElement("li");
    item.className = `desk-finding desk-finding--${found.severity}${found.dismissed ? " desk-finding--dismissed" : ""}`;
    item.dataset.finding = found.id;
    const weight = found.dismissed ? "put-aside" : found.severity;
    item.append(span("desk-finding__weight", telling.sentence(weight)), ` ${found.sentence} `);
    if (found.dismissed) {
      const by = found.dismissed_by ? ` (${found.dismissed_by})` : "";
      item.append(span("desk-meta", found.dismissed + by), " ", button("undismiss", telling.sentence("undismiss")));
    } else if (found.can_dismiss) item.append(button("dismiss", telling.sentence("dismiss")));
    name(item);
    return item;
  };

  /* Several buttons that say the same are told apart by the findings they belong to. */
  const name = (item) => {
    const words = [...item.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim());
    item.querySelectorAll(":scope > [data-desk]").forEach((button) => {
      button.setAttribute("aria-label", [button.textContent, ...words].filter(Boolean).join(" "));
    });
  };

  const nameAll = (within) => within.querySelectorAll("[data-finding]").forEach(name);

  const findings = (article, found, telling) => {
    const list = part(article, "findings");
    // Whoever writes a reason is not interrupted.
    if (!list || list.querySelector("form")) return;
    const before = [...list.children].map((item) => item.dataset.finding).join();
    if (list.contains(document.activeElement)) part(article, "words").focus({ preventScroll: true });
    list.replaceChildren(...found.map((one) => finding(one, telling)));
    const counting = found.filter((one) => !one.dismissed);
    flag(article, "findings", counting.length);
    if (before === found.map((one) => one.id).join()) return;
    if (counting.length) telling.say("findings", { n: counting.length });
    else telling.say("no-findings");
  };

  const capital = (label) => label.charAt(0).toLocaleUpperCase(document.documentElement.lang) + label.slice(1);

  const state = (article, answer) => {
    article.dataset.state = answer.state;
    part(article, "state").textContent = capital(answer.state_label);
    part(article, "origin").textContent = answer.origin_label ?? "";
    flag(article, "exception", answer.is_exception);
    if (answer.is_copy !== undefined) flag(article, "copy", answer.is_copy);
    // Who confirms has seen what the source had changed.
    if (["translated", "approved"].includes(answer.state)) part(article, "change")?.remove();
  };

  /* All that an answer says of a piece, but its words. */
  const answered = (article, answer, telling) => {
    if (answer.state) state(article, answer);
    if (answer.findings) findings(article, answer.findings, telling);
  };

  const sent = (article, how, telling, sentence = "") => {
    const place = part(article, "sent");
    const text = sentence || (how ? telling.sentence(`one-${how}`) : "");
    place.dataset.how = how;
    if (place.textContent !== text) place.textContent = text;
  };

  const length = (article, markup, telling) => {
    const place = part(article, "length");
    if (!place) return;
    const n = [...desk.markup.text(markup)].length;
    const max = Number(article.dataset.limit) || 0;
    place.textContent = max ? telling.sentence(n > max ? "too-long" : "length", { n, max }) : telling.sentence("characters", { n });
    place.classList.toggle("desk-length--over", Boolean(max) && n > max);
  };

  const links = (article, telling) => {
    const tray = part(article, "links");
    if (!tray) return;
    const found = desk.links.linksOf(article);
    const key = found.map((link) => `${link.id}${link.isThere}`).join();
    if (tray.dataset.shown === key) return;
    tray.dataset.shown = key;
    tray.hidden = !found.length;
    if (tray.contains(document.activeElement)) part(article, "words").focus({ preventScroll: true });
    const missing = found.filter((link) => !link.isThere);
    const there = found.filter((link) => link.isThere);
    tray.replaceChildren(
      ...[["links-missing", "link-lost", missing], ["links-there", "link-there", there]].flatMap(([title, name, some]) =>
        some.length ? [span("desk-links__title", telling.sentence(title)), ...some.map((link) => chip(link, name, telling))] : [],
      ),
    );
  };

  const chip = (link, name, telling) => {
    const made = button("link", link.words, { linkId: link.id });
    made.className = `desk-chip desk-chip--${name}`;
    made.setAttribute("aria-label", telling.sentence(name, { words: link.words }));
    made.title = `${telling.sentence(name, { words: link.words })} → ${link.leadsTo}`;
    return made;
  };

  /* Say in short what came of a draft: it is the page's now. */
  const noDraft = (article) => {
    const draft = part(article, "draft");
    if (draft?.contains(document.activeElement)) part(article, "words").focus({ preventScroll: true });
    draft?.remove();
  };

  Object.assign(desk, { segment: { answered, length, links, nameAll, noDraft, part, sent } });
})((window.TranslationDesk ??= {}));
