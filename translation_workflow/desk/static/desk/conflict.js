/* Two people on one piece: both texts are shown, and somebody says which one stays. */
((desk) => {
  const { markup, segment } = desk;

  const close = (article) => {
    const box = segment.part(article, "conflict");
    // The focus goes on before what had it goes away: a text is not left by that.
    if (box?.contains(document.activeElement)) segment.part(article, "words")?.focus({ preventScroll: true });
    box?.remove();
  };

  const words = (place, html, telling) => {
    if (html) place.replaceChildren(markup.fragment(html));
    else place.replaceChildren(Object.assign(document.createElement("em"), { textContent: telling.sentence("no-words") }));
  };

  /* Show {theirs, yours} in an article; where both say the same there is nothing to choose. */
  const open = (article, { template, theirs, yours, telling }) => {
    close(article);
    const box = template.content.firstElementChild.cloneNode(true);
    const when = theirs.at ? new Date(theirs.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" }) : "";
    const told = theirs.by ? telling.sentence("conflict-who", { who: theirs.by, when }) : telling.sentence("conflict");
    segment.part(box, "told").textContent = told;
    words(segment.part(box, "theirs"), theirs.words, telling);
    words(segment.part(box, "yours"), yours, telling);
    box.setAttribute("aria-label", told);
    article.querySelector(".desk-pair").after(box);
    telling.read(told);
  };

  /* Go to what is to be chosen, also where a filter hides it. */
  const show = (article) => {
    const box = segment.part(article, "conflict");
    [article, article.closest(".desk-section")].forEach((room) => { room.hidden = false; });
    box.focus({ preventScroll: true });
    box.scrollIntoView({ block: "center" });
  };

  Object.assign(desk, { conflict: { close, open, show } });
})((window.TranslationDesk ??= {}));
