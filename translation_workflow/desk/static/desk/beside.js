/* What belongs to the text that somebody is at: fetched a moment after they came, and not again while nothing changed. */
((desk) => {
  const A_MOMENT = 200;

  class Beside {
    constructor({ place, url, telling, ready }) {
      Object.assign(this, { place, url, telling, ready });
      this.known = new Map();
      this.written = new Map();
      place.addEventListener("talk:said", () => this.known.delete(this.key));
    }

    tellOthers(name) {
      this.place.dispatchEvent(new CustomEvent(`desk:${name}`, { bubbles: true }));
    }

    /* Show what belongs to a piece; `isFresh` asks the server again. */
    show(piece, { isFresh = false } = {}) {
      const key = `${piece.id} ${piece.version}`;
      if (isFresh) this.known.delete(key);
      this.tellOthers("at");
      if (this.key === key && !isFresh) return;
      const isOther = this.piece !== piece;
      Object.assign(this, { key, piece });
      this.asked?.abort();
      window.clearTimeout(this.timer);
      if (this.known.has(key)) this.put(this.known.get(key));
      else {
        if (isOther) this.tell("loading");
        this.timer = window.setTimeout(() => this.fetch(piece, key), A_MOMENT);
      }
    }

    async fetch(piece, key) {
      this.asked = new AbortController();
      const { signal } = this.asked;
      try {
        const address = new URL(this.url, window.location.href);
        address.search = new URLSearchParams({ context: piece.context, string: piece.string });
        const html = await desk.sending.fetched(address, signal);
        if (html !== null) this.known.set(key, html);
        await piece.composed;
        if (this.key !== key) return;
        if (html === null) this.fail();
        else this.put(html);
      } catch {
        if (!signal.aborted && this.key === key) this.fail();
      }
    }

    fail() {
      this.key = "";
      this.tell("no-beside");
    }

    tell(name) {
      this.remember();
      const told = Object.assign(document.createElement("p"), { className: "desk-meta", textContent: this.telling.sentence(name) });
      this.replace(() => this.place.replaceChildren(told));
    }

    /* What somebody writes here stays with its text when they go to another one. */
    remember() {
      const { piece } = this.place.dataset;
      const field = this.place.querySelector(".desk-ask textarea");
      if (piece && field) this.written.set(piece, field.value);
    }

    /* Whether somebody wrote something for a text and did not send it. */
    isWritten() {
      this.remember();
      return [...this.written.values()].some((words) => words.trim());
    }

    put(html) {
      this.remember();
      const isSame = this.place.dataset.piece === this.piece.id;
      const open = [".desk-ask", ".desk-history"].filter((name) => isSame && this.place.querySelector(name)?.open);
      this.replace(() => { this.place.innerHTML = html; });
      this.place.dataset.piece = this.piece.id;
      const written = this.written.get(this.piece.id);
      const field = this.place.querySelector(".desk-ask textarea");
      if (written && field) {
        field.value = written;
        open.push(".desk-ask");
      }
      open.forEach((name) => this.place.querySelector(name)?.setAttribute("open", ""));
      this.ready();
      this.tellOthers("beside");
    }

    /* Whoever stands on a control here stays here. */
    replace(change) {
      if (this.place.contains(document.activeElement)) this.place.focus({ preventScroll: true });
      change();
      delete this.place.dataset.piece;
    }

    /* Put one more suggestion, {words, origin_label}, before the others. */
    add({ words, origin_label: label }) {
      const template = this.place.querySelector("[data-part=one-suggestion]");
      const item = template.content.firstElementChild.cloneNode(true);
      item.querySelector("[data-part=suggestion]").append(desk.markup.fragment(words));
      item.querySelector("[data-part=label]").textContent = label ?? "";
      const list = this.place.querySelector(".desk-suggestions");
      list.prepend(item);
      list.hidden = false;
      this.place.querySelector("[data-part=no-suggestions]")?.remove();
      [...list.children].forEach((one, at) => {
        one.querySelector("[data-desk=accept]").dataset.number = at + 1;
        const key = one.querySelector("kbd");
        if (key) key.dataset.keys = `accept-${at + 1}`;
      });
      this.known.delete(this.key);
      this.ready();
    }

    /* Return the HTML of the first, second … suggestion, or undefined. */
    suggestion(number) {
      return this.place.querySelectorAll("[data-part=suggestion]")[number - 1]?.innerHTML;
    }
  }

  Object.assign(desk, { Beside });
})((window.TranslationDesk ??= {}));
