/* The page as its readers would get it, beside the texts: renewed a moment after words became the page's, and shown
   where somebody is. */
((desk) => {
  const A_MOMENT = 800;
  // So many texts above one that the page does not show are looked for instead.
  const ABOVE = 10;
  const MARKED = "3px solid #00767a";

  const letters = (text) => text.replace(/\s+/g, "");

  /* Return the innermost elements that hold some letters, in the order of the page. */
  const holding = (element, sought) => {
    if (!letters(element.textContent).includes(sought)) return [];
    const inner = [...element.children].flatMap((child) => holding(child, sought));
    return inner.length ? inner : [element];
  };

  class Preview {
    constructor(room) {
      Object.assign(this, { room, section: room.part("preview"), frame: room.part("frame") });
      room.element.addEventListener("desk:at", () => this.follow());
    }

    get isOpen() {
      return Boolean(this.section) && !this.section.hidden;
    }

    toggle(button) {
      const isOpen = this.section.hidden;
      this.section.hidden = !isOpen;
      button.setAttribute("aria-expanded", isOpen);
      this.room.element.classList.toggle("desk--previews", isOpen);
      if (isOpen) this.load();
      else this.frame.removeAttribute("src");
      this.room.place();
      this.makeRoom();
      this.show(isOpen);
    }

    /* Where there is no room beside the texts the page stands above them: whoever asks for it is led there, and back. */
    show(isOpen) {
      const isAbove = this.room.element.classList.contains("desk--narrow");
      if (isOpen && isAbove) this.section.scrollIntoView({ block: "start" });
      else this.room.active?.scrollIntoView({ block: isAbove ? "center" : "nearest" });
    }

    renew() {
      window.clearTimeout(this.timer);
      if (this.isOpen) this.timer = window.setTimeout(() => this.load(), A_MOMENT);
    }

    /* Readers stay where they were on the page. */
    load() {
      const top = this.frame.contentWindow?.scrollY ?? 0;
      this.frame.addEventListener("load", () => {
        this.frame.contentWindow.scrollTo(0, top);
        this.follow();
      }, { once: true });
      this.frame.src = this.room.keeper.urls.preview;
    }

    /* The page takes the side: what belongs to a text stands below it. */
    makeRoom() {
      const { active } = this.room;
      const aside = this.room.part("beside");
      if (this.isOpen && active && aside.parentElement !== active) active.append(aside);
    }

    /* Bring the text that somebody is at into sight, or what the page shows above it. */
    follow() {
      if (!this.isOpen || !this.room.active) return;
      this.makeRoom();
      const body = this.frame.contentDocument?.querySelector("main");
      if (!body) return;
      const { articles } = this.room.filter;
      const at = articles.indexOf(this.room.active);
      for (let number = at; number >= Math.max(0, at - ABOVE); number -= 1) {
        const found = this.find(body, articles[number]);
        if (found) {
          this.mark(found);
          return;
        }
      }
    }

    /* Words stand on a page more than once: as often as texts above say the same, so many are passed over. */
    find(body, article) {
      const sought = this.wordsOf(article);
      if (!sought) return undefined;
      const all = holding(body, sought);
      const same = all.filter((element) => letters(element.textContent) === sought);
      const found = same.length ? same : all;
      const { articles } = this.room.filter;
      const above = articles.slice(0, articles.indexOf(article)).filter((one) => this.wordsOf(one) === sought).length;
      return found[Math.min(above, found.length - 1)];
    }

    /* Return the letters that readers get of a text: the source's where there is no translation. */
    wordsOf(article) {
      const { part } = desk.segment;
      const known = this.room.pieces.get(article.id);
      const words = known ? desk.markup.text(known.words) : part(article, "words")?.textContent;
      return letters(words || part(article, "source").textContent);
    }

    mark(element) {
      const { contentWindow: view } = this.frame;
      element.closest("details:not([open])")?.setAttribute("open", "");
      if (this.marked) this.marked.style.outline = "";
      this.marked = element;
      Object.assign(element.style, { outline: MARKED, outlineOffset: "4px" });
      const { top, bottom } = element.getBoundingClientRect();
      if (top < 0 || bottom > view.innerHeight) view.scrollTo(0, view.scrollY + top - view.innerHeight / 3);
    }
  }

  Object.assign(desk, { Preview });
})((window.TranslationDesk ??= {}));
