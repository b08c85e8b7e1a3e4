/* Ways about the page: to texts, sections, the help and the preview. Each gets the desk and what was pressed. */
((desk) => {
  const { ACTS, accept } = desk.acts;

  const to = (step, options) => (room) => {
    const next = room.filter.from(room.active, step, options);
    if (next) room.go(next, { name: options && room.active && room.filter.isAbove(next, room.active) && step > 0 ? "from-the-top" : "" });
    else if (options) room.telling.say("nothing-left");
  };

  const WAYS = {
    next: to(1),
    previous: to(-1),
    "next-unfinished": to(1, { isUnfinished: true }),
    "previous-unfinished": to(-1, { isUnfinished: true }),
    help: (room) => room.part("help").showModal(),
    filter: (room, button) => {
      room.filter.choose(button.dataset.filter);
      // The way back stands in what went away.
      if (!button.hasAttribute("aria-pressed")) room.element.querySelector("[data-filter=all][aria-pressed]").focus();
    },
    section: (room, link) => {
      room.part("outline").open = false;
      const heading = document.querySelector(link.hash);
      heading.closest(".desk-section").hidden = false;
      heading.focus();
    },
    "to-send": (room) => {
      const button = document.getElementById("desk-send");
      if (!button) return;
      button.focus({ preventScroll: true });
      button.scrollIntoView({ block: "center" });
      // Texts that come into sight on the way get their height only then.
      window.requestAnimationFrame(() => window.requestAnimationFrame(() => button.scrollIntoView({ block: "center" })));
    },
    preview: (room, button) => room.preview.toggle(button),
    beside: (room) => room.part("beside-inner").focus({ preventScroll: !room.isNarrow && !room.preview.isOpen }),
    "retry": (room) => room.keeper.again(),
  };

  const byKey = (room, { name, number }) => {
    if (WAYS[name]) WAYS[name](room);
    else if (!room.active) WAYS.next(room);
    else if (number) accept(room, room.active, number);
    else ACTS[name](room, room.active);
  };

  Object.assign(desk, {
    ways: {
      ...WAYS,
      "next-unfinished": (room, link, event) => {
        event?.preventDefault();
        WAYS["next-unfinished"](room);
      },
      "to-send": (room, link, event) => {
        event?.preventDefault();
        WAYS["to-send"](room);
      },
      section: (room, link, event) => {
        event.preventDefault();
        WAYS.section(room, link);
      },
      byKey,
    },
  });
})((window.TranslationDesk ??= {}));
