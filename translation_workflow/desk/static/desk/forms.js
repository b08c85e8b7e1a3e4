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

  /* Words for a text that is gone: their writer needs them no more. */
  const putAway = async (room, form) => {
    const { context, string } = Object.fromEntries(new FormData(form));
    const { how, answer } = await desk.sending.post(room.keeper.urls.drop, { context, string });
    if (how !== "done") {
      room.telling.read(answer.detail ?? room.telling.sentence("not-sent"));
      return;
    }
    room.keeper.store.drop(`segment-${context}-${string}`);
    const notice = form.closest("details");
    form.remove();
    const next = notice.querySelector("form button");
    (next ?? document.getElementById("desk-texts")).focus();
    if (!next) notice.remove();
  };

  /* All that was typed goes first: reviewers see what stands here. */
  const send = async (room, form) => {
    if (room.active) room.keeper.left(room.pieceOf(room.active));
    await room.keeper.run();
    const { keeper } = room;
    if (keeper.unkept().length || keeper.tasks.length || keeper.conflicts().length) {
      room.toConflict();
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
    else if (deskForm === "left-behind") putAway(room, form);
    else if (deskForm === "send") send(room, form);
    else speak(room, form, event.submitter);
  };

  Object.assign(desk, { forms: { submitted } });
})((window.TranslationDesk ??= {}));
