/* Forms of the desk: a reason for putting a finding aside, a question, the page on its way to review. */
((desk) => {
  const reason = (room, form) => {
    const finding = form.dataset.names;
    const article = form.closest(".desk-segment");
    const said = form.elements.reason.value.trim();
    if (!said) return;
    form.closest("[data-finding]").querySelector("[data-desk=dismiss]").hidden = false;
    room.comeBack(article);
    form.remove();
    room.keeper.act(room.pieceOf(article), "dismiss", { finding, reason: said, words: null });
  };

  /* Questions and comments: what comes back stands where it belongs. */
  const speak = async (room, form, submitter) => {
    const { context, string, id } = room.pieceOf(room.active);
    const sent = { context, string, ...Object.fromEntries(new FormData(form, submitter)) };
    const button = submitter ?? form.querySelector("[type=submit]");
    button.disabled = true;
    const { how, answer } = await desk.sending.post(form.action, sent);
    button.disabled = false;
    if (how !== "done") {
      room.telling.read(answer.detail ?? room.telling.sentence("not-sent"));
      return;
    }
    form.reset();
    if (sent.kind === "question") {
      room.articleOf(room.pieces.get(id)).setAttribute("data-questions", "");
      room.filter.count();
    }
    room.beside.written.delete(id);
    room.beside.show(room.pieces.get(id), { isFresh: true });
    room.telling.say("question-sent");
  };

  /* All that was typed goes first: reviewers see what stands here. */
  const send = async (room, form) => {
    if (room.active) room.keeper.left(room.pieceOf(room.active));
    await room.keeper.run();
    if (room.keeper.unkept().length || room.keeper.tasks.length) {
      room.telling.say("unsaved-send");
      return;
    }
    form.submit();
  };

  const submitted = (room, event) => {
    const form = event.target;
    const { deskForm } = form.dataset;
    if (!deskForm) return;
    event.preventDefault();
    if (deskForm === "reason") reason(room, form);
    else if (deskForm === "send") send(room, form);
    else speak(room, form, event.submitter);
  };

  Object.assign(desk, { forms: { submitted } });
})((window.TranslationDesk ??= {}));
