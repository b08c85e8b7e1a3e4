/* What people talk about, told at the heads of the texts: questions that wait, those that were answered, comments. */
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

  const drawAll = (room) => {
    room.part("talk").querySelectorAll("data").forEach((told) => {
      const numbers = told.value.split(" ").map(Number);
      const article = document.getElementById(told.dataset.of);
      draw(room, article, Object.fromEntries(KINDS.map((kind, at) => [kind, numbers[at]])));
    });
    room.filter.count();
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
    drawAll(room);
    ["desk:beside", "talk:said"].forEach((name) => room.element.addEventListener(name, () => drawBeside(room)));
  };

  Object.assign(desk, { heads: { begin } });
})((window.TranslationDesk ??= {}));
