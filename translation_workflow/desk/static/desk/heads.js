/* What people say of a text, at its head: the page comes with it, and what is said beside the text renews it. */
((desk) => {
  const KINDS = ["questions", "answered", "remarks"];
  const STANDINGS = { questions: "waiting", answered: "answered", remarks: "open" };

  const draw = (room, article, numbers) => {
    const { content } = room.part("heads");
    const marks = KINDS.filter((kind) => numbers[kind]).map((kind) => {
      const mark = content.querySelector(`[data-kind=${kind}]`).cloneNode(true);
      mark.querySelector("[data-part=number]")?.replaceChildren(numbers[kind]);
      return mark;
    });
    article.querySelectorAll(".desk-asked").forEach((mark) => mark.remove());
    desk.segment.part(article, "sent").before(...marks);
    KINDS.forEach((kind) => article.toggleAttribute(`data-${kind}`, Boolean(numbers[kind])));
  };

  /* The threads beside a text are newer than what its head says. */
  const drawBeside = (room) => {
    const { place } = room.beside;
    const article = document.getElementById(place.dataset.piece);
    const number = (kind) => place.querySelectorAll(`.talk-thread--${STANDINGS[kind]}`).length;
    if (!article) return;
    draw(room, article, Object.fromEntries(KINDS.map((kind) => [kind, number(kind)])));
    room.filter.count();
  };

  const begin = (room) => {
    ["desk:beside", "talk:said"].forEach((name) => room.element.addEventListener(name, () => drawBeside(room)));
  };

  Object.assign(desk, { heads: { begin } });
})((window.TranslationDesk ??= {}));
