/* The desk: one controller for the whole page, however many texts it has. What happens in a text bubbles up to here. */
((desk) => {
  const { acts, editor, keys, markup, segment } = desk;
  const { ACTS, field } = acts;
  // Narrower than this there is no room beside the texts: what belongs to one stands below it.
  const NARROW = 900;

  class Desk extends window.StimulusModule.Controller {
    static values = { person: String };

    connect() {
      this.telling = new desk.Telling(this.part("sentences"), this.part("said"));
      this.filter = new desk.Filter(this.element, this.telling);
      this.mayApprove = Boolean(this.part("tools").content.querySelector("[data-desk=approve]"));
      this.tools = this.copyOf("tools");
      this.pieces = new Map();
      const store = new desk.Store(`${this.personValue}${window.location.pathname}`);
      this.keeper = new desk.Keeper({
        urls: this.urls(),
        store,
        told: (...news) => this.told(...news),
        changed: () => this.showKept(),
      });
      const place = this.part("beside-inner");
      const url = this.keeper.urls.beside;
      this.beside = new desk.Beside({ place, url, telling: this.telling, ready: () => keys.write(place) });
      this.preview = new desk.Preview(this);
      keys.write(this.element);
      keys.write(this.tools);
      this.listen();
      this.filter.count();
      this.takeUp(store);
      this.arrive();
      this.showKept();
      desk.terms.showAll(this.element);
    }

    disconnect() {
      this.listening.abort();
      this.size.disconnect();
    }

    part(name) {
      return this.element.querySelector(`[data-desk-part="${name}"]`);
    }

    copyOf(name) {
      return this.part(name).content.firstElementChild.cloneNode(true);
    }

    urls() {
      const named = [...this.element.attributes].filter(({ name }) => name.startsWith("data-url-"));
      return Object.fromEntries(named.map(({ name, value }) => [name.slice("data-url-".length), value]));
    }

    listen() {
      this.listening = new AbortController();
      const { signal } = this.listening;
      const on = (name, act, { target = this.element, ...options } = {}) => target.addEventListener(name, act, { signal, ...options });
      const inField = (act) => (event) => {
        const words = event.target.closest?.("[data-part=words]");
        if (words) act(words, event);
      };
      on("input", inField((words) => this.typed(words.closest(".desk-segment"))));
      on("input", inField(desk.links.wrote));
      on("beforeinput", inField(editor.beforeInput));
      on("beforeinput", inField(desk.links.beforeInput));
      on("keydown", inField((words, event) => { if (/^(Arrow|End|Home|Page)/.test(event.key)) desk.links.moved(); }));
      on("paste", inField(editor.paste));
      on("compositionstart", inField((words) => this.compose(words)));
      on("compositionend", inField((words) => this.composed(words)));
      on("pointerdown", () => {
        this.isPressing = true;
        desk.links.moved();
      });
      ["pointerup", "pointercancel", "dragend"].forEach((name) => on(name, () => this.released(), { target: window, capture: true }));
      on("focusin", (event) => this.came(event));
      on("focusout", (event) => this.went(event));
      // A press on a tool leaves caret and selection where they are.
      on("mousedown", (event) => { if (event.target.closest(".desk-tools button, .desk-terms button, [data-desk=accept]")) event.preventDefault(); });
      on("click", (event) => this.pressed(event));
      on("submit", (event) => desk.forms.submitted(this, event));
      on("keydown", (event) => this.key(event), { target: window, capture: true });
      on("selectionchange", () => this.selected(), { target: document });
      on("online", () => this.keeper.again(), { target: window });
      on("focus", () => this.keeper.again(), { target: window });
      on("beforeunload", (event) => this.leaving(event), { target: window });
      on("pagehide", () => this.keeper.last(), { target: window });
      this.size = new ResizeObserver(() => this.fit());
      [this.element, this.part("bar"), document.querySelector(".w-slim-header")].forEach((seen) => seen && this.size.observe(seen));
    }

    /* Return what is known of a text; its words are read when somebody comes to it first. */
    pieceOf(article) {
      let piece = this.pieces.get(article.id);
      if (!piece) {
        const [, context, string] = article.id.split("-");
        const words = field(article);
        const hold = words ? editor.holdOf(words) : undefined;
        const typed = words ? markup.html(words, hold) : "";
        const draft = segment.part(article, "draft");
        const page = draft ? markup.same(segment.part(draft, "in-page").innerHTML, hold) : typed;
        const version = draft?.dataset.version || article.dataset.version;
        piece = { id: article.id, context: Number(context), string: Number(string), version, hold, words: page, typed, kept: draft ? typed : null };
        this.pieces.set(article.id, piece);
        this.keeper.add(piece);
      }
      return piece;
    }

    articleOf(piece) {
      return document.getElementById(piece.id);
    }

    typed(article) {
      const piece = this.pieceOf(article);
      if (piece.isHeld) return;
      const words = markup.html(field(article), piece.hold);
      this.keeper.typed(piece, words);
      segment.length(article, words, this.telling);
      segment.links(article, this.telling);
      this.showSent(article);
    }

    /* From here on nobody touches the field, and nothing is sent of it, until the signs are composed. */
    compose(words) {
      const piece = this.pieceOf(words.closest(".desk-segment"));
      piece.composed = new Promise((resolve) => { piece.resolve = resolve; });
      this.keeper.hold(piece);
    }

    composed(words) {
      const article = words.closest(".desk-segment");
      const piece = this.pieceOf(article);
      this.keeper.release(piece);
      piece.resolve?.();
      piece.composed = undefined;
      this.typed(article);
    }

    came(event) {
      const article = event.target.closest(".desk-segment");
      if (!article || article === this.active || article.hasAttribute("data-covered")) return;
      // Whoever presses has to let go where they pressed: nothing moves before.
      if (this.isPressing) this.waits = article;
      else this.activate(article);
    }

    released() {
      this.isPressing = false;
      if (this.waits && this.waits !== this.active) this.activate(this.waits);
      this.waits = undefined;
    }

    activate(article) {
      const piece = this.pieceOf(article);
      this.active?.classList.remove("is-active");
      this.active = article;
      article.classList.add("is-active");
      this.tools.querySelector(".desk-formats").hidden = piece.hold.isPlain;
      const masters = this.tools.querySelector("[data-desk=take-masters]");
      if (masters) masters.hidden = article.hasAttribute("data-copy");
      delete segment.part(this.tools, "links").dataset.shown;
      const top = article.getBoundingClientRect().top;
      article.append(this.tools);
      this.place();
      // What went from above takes no text from under the pointer.
      document.getElementById("main").scrollTop += article.getBoundingClientRect().top - top;
      segment.length(article, piece.typed, this.telling);
      segment.links(article, this.telling);
      this.beside.show(piece);
    }

    /* What stands beside the active text, or below it where there is no room. */
    place() {
      const aside = this.part("beside");
      const home = this.isNarrow && this.active ? this.active : this.element.querySelector(".desk-rooms");
      if (aside.parentElement !== home || home === this.active) home.append(aside);
    }

    fit() {
      const header = document.querySelector(".w-slim-header")?.offsetHeight ?? 0;
      this.element.style.setProperty("--desk-header", `${header}px`);
      this.element.style.setProperty("--desk-bar", `${this.part("bar").offsetHeight || 44}px`);
      const isNarrow = this.element.offsetWidth < NARROW;
      if (isNarrow === this.isNarrow) return;
      this.isNarrow = isNarrow;
      this.element.classList.toggle("desk--narrow", isNarrow);
      const focused = this.part("beside").contains(document.activeElement) ? document.activeElement : null;
      this.place();
      focused?.focus({ preventScroll: true });
    }

    went(event) {
      const article = event.target.closest(".desk-segment");
      if (!article || article.hasAttribute("data-covered")) return;
      const to = event.relatedTarget;
      // Another window is not another text, and what stands beside a text belongs to it.
      if (!document.hasFocus() || article.contains(to) || this.part("beside").contains(to) || this.part("help").contains(to)) return;
      this.keeper.left(this.pieceOf(article));
    }

    pressed(event) {
      const button = event.target.closest("[data-desk]");
      if (!button) return;
      const name = button.dataset.desk;
      const way = desk.ways[name];
      if (way) way(this, button, event);
      else if (this.active && ACTS[name]) ACTS[name](this, button.closest(".desk-segment") ?? this.active, button);
    }

    key(event) {
      if (this.part("help").open) return;
      const key = keys.keyOf(event);
      const inText = event.target.closest?.("[contenteditable], input, textarea, select");
      if (event.key === "?" && !inText && window.wagtailConfig?.KEYBOARD_SHORTCUTS_ENABLED !== false) desk.ways.help(this);
      else if (event.key === "Escape" && this.part("beside").contains(event.target) && !event.isComposing) this.comeBack(this.active);
      else if (key) desk.ways.byKey(this, key);
      else return;
      event.preventDefault();
      event.stopImmediatePropagation();
    }

    /* Go to a text, with the caret behind its words. */
    go(article, { name = "" } = {}) {
      const words = article && field(article);
      if (!words) return;
      article.hidden = false;
      words.focus({ preventScroll: true });
      editor.toEnd(words);
      article.scrollIntoView({ block: "center" });
      if (name) this.telling.say(name);
    }

    /* After one is done: to the next that is not. */
    goOn(article) {
      const next = this.filter.from(article, 1, { isUnfinished: true });
      if (next) this.go(next, { name: this.filter.isAbove(next, article) ? "from-the-top" : "" });
    }

    comeBack(article) {
      const words = article && field(article);
      if (!words || words === document.activeElement) return;
      words.focus({ preventScroll: true });
      const range = this.rangeOf(article);
      if (range) editor.select(range);
      else editor.toEnd(words);
    }

    selected() {
      const words = this.active && field(this.active);
      const range = words && editor.rangeIn(words);
      if (!range) return;
      this.range = range.cloneRange();
      this.showFormats();
    }

    rangeOf(article) {
      return this.range && article.contains(this.range.commonAncestorContainer) ? this.range : null;
    }

    showFormats() {
      this.tools.querySelectorAll("[data-format]").forEach((button) => {
        button.setAttribute("aria-pressed", editor.isFormatted(button.dataset.format));
      });
    }
  }

  Object.assign(desk, { Desk });
})((window.TranslationDesk ??= {}));
